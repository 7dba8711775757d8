import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import { AuditService } from '@mizan/audit/audit.service.js';
import type { ActingPerson } from '@mizan/foundation/acting.js';
import { rows } from '@mizan/foundation/database.js';
import { DeskSettings } from '@mizan/foundation/desk-settings.service.js';
import { notFound } from '@mizan/foundation/errors.js';
import { isId } from '@mizan/foundation/ids.js';
import { mayGo } from './case-transition-rules.js';
import type { Claim } from './claim.entity.js';
import { CLAIM_NEXT, WHY_EMPTY } from './claim-statement.js';
import { lockCases, step, type LockedCase } from './case-steps.js';
import { caseTaken, wrongState } from './cases.errors.js';
import { caseEvent } from './cases.events.js';
import { preparedRows } from './prepared-statement.js';
import { QueueAccessService } from './queue-access.service.js';

/** Unseen cases that a person may hold, so that the next one is there without a wait. */
export const MAX_PREFETCHED = 3;

/** A lease as it was given. */
export interface ClaimedCase {
  readonly id: string;
  readonly subject_id: string;
  readonly queue_id: string;
  readonly round: number;
  readonly version: number;
  readonly lease_token: string;
  readonly lease_expires_at: Date;
  readonly prefetched: boolean;
}

/** `empty`: nothing waits; `all_excluded`: what waits was skipped or opted out of, or is being taken by others. */
export type NothingToClaim = 'empty' | 'all_excluded';

/** A lease as an idempotency key keeps it. */
export interface StoredClaim {
  readonly [member: string]: string | boolean;
  readonly caseId: string;
  readonly leaseToken: string;
  readonly leaseExpiresAt: string;
  readonly prefetched: boolean;
}

/** The lease for the screen. */
export function claimOf(stored: StoredClaim): Claim {
  return {
    caseId: stored.caseId,
    leaseToken: stored.leaseToken,
    leaseExpiresAt: new Date(stored.leaseExpiresAt),
    late: false,
    prefetched: stored.prefetched,
  };
}

function storedOf(claimed: ClaimedCase): StoredClaim {
  return {
    caseId: claimed.id,
    leaseToken: claimed.lease_token,
    leaseExpiresAt: claimed.lease_expires_at.toISOString(),
    prefetched: claimed.prefetched,
  };
}

/** Taking cases to work on. */
@Injectable()
export class ClaimsService {
  constructor(
    private readonly audit: AuditService,
    private readonly access: QueueAccessService,
    private readonly settings: DeskSettings,
  ) {}

  /**
   * Takes the most urgent case of the queue that this person may be served. With `prefetch` it is taken unseen, for
   * a shorter time, and never from a queue that needs two people or is about child safety.
   * Throws NOT_FOUND when the person may not work the queue.
   */
  async claimNext(
    manager: EntityManager,
    person: ActingPerson,
    queueId: string,
    options: { readonly prefetch?: boolean } = {},
  ): Promise<ClaimedCase | NothingToClaim> {
    const prefetch = options.prefetch ?? false;
    const seconds = await this.settings.get(prefetch ? 'prefetch_lease_seconds' : 'lease_seconds', manager);
    const [claimed] = await preparedRows<ClaimedCase>(manager, 'claim-next', CLAIM_NEXT, [
      queueId,
      person.id,
      person.roles,
      prefetch,
      seconds,
      MAX_PREFETCHED,
    ]);
    if (!claimed) return this.whyEmpty(manager, person, queueId);
    await this.recordClaim(manager, person, claimed);
    return claimed;
  }

  /**
   * Takes a case by name. One's own lease is only lengthened. Throws NOT_FOUND when the person may not work its queue,
   * CASE_TAKEN when somebody else holds it, CASE_STATE when it is not open.
   */
  async claimCase(manager: EntityManager, person: ActingPerson, caseId: string): Promise<ClaimedCase> {
    const [found] = await lockCases(manager, [caseId]);
    if (!found) throw notFound('case');
    await this.access.mustWork(person, found.queueId, manager);
    this.mustBeClaimable(found, person);
    await step(
      manager,
      [caseId],
      `state = 'claimed', claimed_by = $2, lease_token = c.lease_token + 1, prefetched = false, lapsed_from = null,
       lease_expires_at = clock_timestamp() + make_interval(secs => $3)`,
      [person.id, await this.settings.get('lease_seconds', manager)],
    );
    const [claimed] = await rows<ClaimedCase>(
      manager,
      `select id, subject_id, queue_id, round, version, lease_token, lease_expires_at, prefetched
       from review_case where id = $1`,
      [caseId],
    );
    if (!claimed) throw notFound('case');
    await this.recordClaim(manager, person, claimed);
    return claimed;
  }

  /** claimNext, with an answer that can be kept and turned into a Claim by claimOf. */
  async claimNextStored(
    manager: EntityManager,
    person: ActingPerson,
    queueId: string,
    options: { readonly prefetch?: boolean } = {},
  ): Promise<StoredClaim | NothingToClaim> {
    if (!isId(queueId)) throw notFound('queue');
    const claimed = await this.claimNext(manager, person, queueId, options);
    return typeof claimed === 'string' ? claimed : storedOf(claimed);
  }

  /** claimCase, with an answer that can be kept. */
  async claimCaseStored(manager: EntityManager, person: ActingPerson, caseId: string): Promise<StoredClaim> {
    return storedOf(await this.claimCase(manager, person, caseId));
  }

  private mustBeClaimable(found: LockedCase, person: ActingPerson): void {
    if (mayGo(found.state, 'claimed')) return;
    if (found.state !== 'claimed') throw wrongState(found.state);
    if (found.claimedBy !== person.id && !found.leaseExpired) throw caseTaken();
  }

  private async whyEmpty(manager: EntityManager, person: ActingPerson, queueId: string): Promise<NothingToClaim> {
    const [why] = await rows<{ allowed: boolean; some_open: boolean }>(manager, WHY_EMPTY, [
      queueId,
      person.id,
      person.roles,
    ]);
    if (!why?.allowed) throw notFound('queue');
    return why.some_open ? 'all_excluded' : 'empty';
  }

  private async recordClaim(manager: EntityManager, person: ActingPerson, claimed: ClaimedCase): Promise<void> {
    await this.audit.record(manager, person, {
      kind: 'case.claimed',
      target: { kind: 'case', id: claimed.id },
      caseId: claimed.id,
      subjectId: claimed.subject_id,
      details: { leaseToken: claimed.lease_token, prefetched: claimed.prefetched },
      events: [caseEvent('claimed', { caseId: claimed.id, queueId: claimed.queue_id, personId: person.id })],
    });
  }
}
