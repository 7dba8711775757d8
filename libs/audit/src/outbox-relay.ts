import { DataSource, type EntityManager } from 'typeorm';
import { rows } from '@mizan/foundation/database.js';
import type { Schedule } from '@mizan/foundation/job-schedules.js';
import type { JobDefinition } from '@mizan/foundation/job-definition.js';
import { JobQueues } from '@mizan/foundation/job-queues.js';
import { OutboxService } from './outbox.service.js';

/** Events of one transaction: from 500 on a larger batch gains nothing. */
const BATCH = 500;

interface Waiting {
  readonly id: string;
  readonly topic: string;
}

/**
 * Turns unpublished outbox rows into jobs, at least once. Jobs are added before the commit that marks the rows, so a
 * crash between the two adds them again under the same ids, and the inbox absorbs what ran twice.
 */
export class OutboxRelay implements Schedule {
  readonly name = 'outbox-relay';
  readonly everyMs = 100;
  readonly leaseMs = 30_000;
  readonly everywhere = true;

  private draining: Promise<number> | null = null;
  private again = false;

  constructor(
    private readonly source: DataSource,
    private readonly queues: JobQueues,
    private readonly outbox: OutboxService,
  ) {}

  async run(signal: AbortSignal): Promise<void> {
    await this.drain(signal);
  }

  /** Publishes until nothing is left, one drain at a time in this process; gives the number of events. */
  async drain(signal?: AbortSignal): Promise<number> {
    if (this.draining) {
      this.again = true;
      return this.draining;
    }
    this.draining = this.drainAll(signal).finally(() => {
      this.draining = null;
    });
    return this.draining;
  }

  private async drainAll(signal?: AbortSignal): Promise<number> {
    let published = 0;
    do {
      this.again = false;
      // Nothing is locked for as long as there is nothing to publish, or nobody to publish it to.
      const waiting = await rows(this.source, 'select from outbox where published_at is null limit 1');
      if (waiting.length > 0) await this.queues.ready();
      while (waiting.length > 0) {
        if (signal?.aborted) return published;
        const batch = await this.source.transaction((manager) => this.publishBatch(manager));
        published += batch;
        if (batch < BATCH) break;
      }
    } while (this.again);
    return published;
  }

  private async publishBatch(manager: EntityManager): Promise<number> {
    const waiting = await rows<Waiting>(
      manager,
      `select id::text as id, topic from outbox where published_at is null order by outbox.id limit ${BATCH} for update skip locked`,
    );
    if (waiting.length === 0) return 0;
    const jobs = new Map<JobDefinition, string[]>();
    for (const event of waiting) {
      for (const listener of this.outbox.listenersOf(event.topic)) {
        const ids = jobs.get(listener) ?? [];
        jobs.set(listener, ids);
        ids.push(event.id);
      }
    }
    const ids = waiting.map((event) => event.id);
    const consumers: string[] = [];
    const noted: string[] = [];
    for (const [listener, list] of jobs) {
      for (const id of list) {
        consumers.push(listener.name);
        noted.push(id);
      }
    }
    const adding = [...jobs].map(([listener, list]) =>
      this.queues.addMany(
        listener,
        list.map((id) => ({ id })),
      ),
    );
    const marking = manager.query(
      `with noted as (
         insert into inbox (consumer, outbox_id) select * from unnest($2::text[], $3::bigint[]) on conflict do nothing
       )
       update outbox set published_at = clock_timestamp() where id = any($1::bigint[])`,
      [ids, consumers, noted],
    );
    // Both are awaited even when one fails: the transaction must not end under the other.
    const results = await Promise.allSettled([...adding, marking]);
    for (const result of results) if (result.status === 'rejected') throw result.reason;
    return waiting.length;
  }
}
