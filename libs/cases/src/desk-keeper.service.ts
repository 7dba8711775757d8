import { Injectable } from '@nestjs/common';
import { DataSource, type EntityManager } from 'typeorm';
import { AuditService } from '@mizan/audit/audit.service.js';
import { systemActor } from '@mizan/foundation/acting.js';
import { inTransaction, rows } from '@mizan/foundation/database.js';
import { BACK_TO_OPEN, step } from './case-steps.js';
import type { CaseChangeKind } from './cases.events.js';
import { stepEntry } from './leases.service.js';

/** Cases that one sweep brings back at most; the next one follows at once. */
const SWEEP_LIMIT = 500;

const keeper = systemActor('desk-keeper');

/**
 * What has to happen by itself: leases that ran out, holds that are due, prefetched cases that stand in the way,
 * watermarks. Every process runs it; each row is handled by whoever locks it first. The database's clock decides.
 */
@Injectable()
export class DeskKeeperService {
  constructor(
    private readonly dataSource: DataSource,
    private readonly audit: AuditService,
  ) {}

  /** Brings cases back whose lease ran out; they remember from whom, so that a late decision can be accepted. */
  returnExpired(): Promise<number> {
    return this.sweep(
      'lapsed',
      `select id from review_case where state = 'claimed' and lease_expires_at <= clock_timestamp()
       order by lease_expires_at limit ${SWEEP_LIMIT} for no key update skip locked`,
      `state = 'open', lapsed_from = case when c.prefetched then null else c.claimed_by end, claimed_by = null,
       lease_expires_at = null, prefetched = false`,
    );
  }

  /** Brings cases back whose hold is over. */
  returnHeld(): Promise<number> {
    return this.sweep(
      'resumed',
      `select id from review_case where state = 'on_hold' and hold_until <= clock_timestamp()
       order by hold_until limit ${SWEEP_LIMIT} for no key update skip locked`,
      BACK_TO_OPEN,
    );
  }

  /** Gives up cases that somebody holds unseen while a more urgent one of the same queue waits (settled 19). */
  giveUpPrefetched(): Promise<number> {
    return this.sweep(
      'released',
      `select p.id from review_case p
       where p.state = 'claimed' and p.prefetched and exists (
         select from review_case c where c.queue_id = p.queue_id and c.state = 'open' and c.assigned_to is null
           and c.rank >= (select head from queue_head where queue_id = p.queue_id) and c.rank < p.rank)
       limit ${SWEEP_LIMIT} for no key update of p skip locked`,
      BACK_TO_OPEN,
    );
  }

  /**
   * Moves each watermark forward to the first open case at or behind it. A case that was being inserted meanwhile with
   * a lower rank is found again by recomputeHeads.
   */
  async advanceHeads(): Promise<void> {
    await this.writeHeads('and c.rank >= old.head');
  }

  /** Sets each watermark to the first open case of all: bounds to its interval how long a race can hide a case. */
  async recomputeHeads(): Promise<void> {
    await this.writeHeads('');
  }

  // The watermarks are locked first and the cases read by a later statement: whoever moved one back has then committed.
  private writeHeads(from: '' | 'and c.rank >= old.head'): Promise<void> {
    return inTransaction(this.dataSource, async (manager) => {
      const locked = await rows<{ queue_id: string }>(
        manager,
        'select queue_id from queue_head order by queue_id for no key update skip locked',
      );
      await manager.query(
        `update queue_head h set head = first.rank
         from queue_head old, lateral (
           select c.rank from review_case c
           where c.queue_id = old.queue_id and c.state = 'open' and c.assigned_to is null ${from}
           order by c.rank, c.id limit 1) first
         where h.queue_id = old.queue_id and old.queue_id = any($1::uuid[]) and h.head <> first.rank`,
        [locked.map((row) => row.queue_id)],
      );
    });
  }

  private sweep(what: CaseChangeKind, due: string, assignments: string): Promise<number> {
    return inTransaction(this.dataSource, async (manager) => {
      const found = await rows<{ id: string }>(manager, due);
      if (found.length === 0) return 0;
      await this.bringBack(
        manager,
        found.map((row) => row.id),
        what,
        assignments,
      );
      return found.length;
    });
  }

  private async bringBack(
    manager: EntityManager,
    ids: readonly string[],
    what: CaseChangeKind,
    assignments: string,
  ): Promise<void> {
    const changed = await step(manager, ids, assignments, [], { keepVersion: what === 'lapsed' });
    await this.audit.recordMany(
      manager,
      keeper,
      changed.map((one) => stepEntry(keeper, what, one)),
    );
  }
}
