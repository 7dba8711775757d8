import { Injectable } from '@nestjs/common';
import { DataSource, type EntityManager } from 'typeorm';
import { rows } from '@mizan/foundation/database.js';
import { outboxJobId } from '@mizan/foundation/job-id.js';
import type { JobDefinition, JobProcessor } from '@mizan/foundation/job-definition.js';
import { JobRegistry } from '@mizan/foundation/job-registry.js';

/** An event as it reaches a listener: ids only. */
export interface PublishedEvent {
  /** Number in the outbox; grows, with gaps, and not in the order of commits. */
  readonly id: string;
  readonly auditId: string;
  readonly topic: string;
  readonly payload: Readonly<Record<string, string | number | boolean | null>>;
  readonly createdAt: Date;
}

/** Runs after the commit; may be lost in a crash, so only for what a due view would bring about as well. */
export type AfterCommit = () => Promise<void>;

/** A part that wants to know. Its name is also the name of its kind of job. */
export interface OutboxListener {
  readonly name: string;
  readonly topics: readonly string[];
  /** Events handled side by side in one process; default 4. With 1 they still may come out of order. */
  readonly concurrency?: number;
  /**
   * Called once for each event as far as the database can tell: what is written through `manager` commits together with
   * the note that the event was handled. Throws only to be called again.
   */
  handle(manager: EntityManager, event: PublishedEvent): Promise<void | AfterCommit>;
}

const ATTEMPTS = 20;
const BACKOFF_MS = 500;
const TIMEOUT_MS = 60_000;
const CONCURRENCY = 4;

/** Who listens to what. Worker modules register their listeners here when they start. */
@Injectable()
export class OutboxService {
  private readonly listeners = new Map<string, JobDefinition & { readonly topics: readonly string[] }>();

  constructor(
    private readonly source: DataSource,
    private readonly registry: JobRegistry,
  ) {}

  /** From now on the relay makes a job of this listener for each event on its topics. */
  listen(listener: OutboxListener): void {
    const definition = { ...listenerDefinition(listener), topics: listener.topics };
    this.registry.register({ definition, process: (id) => this.deliver(listener, id) } satisfies JobProcessor);
    this.listeners.set(listener.name, definition);
  }

  /** The kinds of jobs that an event on this topic becomes. */
  listenersOf(topic: string): readonly JobDefinition[] {
    return [...this.listeners.values()].filter((listener) => listener.topics.includes(topic));
  }

  private async deliver(listener: OutboxListener, outboxId: string): Promise<void> {
    const after = await this.source.transaction(async (manager) => {
      // Waits for the relay's own insert of this row when it has not committed yet.
      const taken = await rows(
        manager,
        `insert into inbox as i (consumer, outbox_id, handled_at) values ($1, $2, clock_timestamp())
         on conflict (consumer, outbox_id) do update set handled_at = excluded.handled_at where i.handled_at is null
         returning outbox_id`,
        [listener.name, outboxId],
      );
      if (taken.length === 0) return undefined;
      const [event] = await rows<PublishedEvent>(
        manager,
        `select id::text as id, audit_id::text as "auditId", topic, payload, created_at as "createdAt" from outbox where id = $1`,
        [outboxId],
      );
      return event ? await listener.handle(manager, event) : undefined;
    });
    if (after) await after();
  }
}

function listenerDefinition(listener: OutboxListener): JobDefinition {
  // The name stands in SQL as a literal; the registry refuses all but lower-case letters, digits and hyphens.
  return {
    name: listener.name,
    concurrency: listener.concurrency ?? CONCURRENCY,
    attempts: ATTEMPTS,
    backoffMs: BACKOFF_MS,
    timeoutMs: TIMEOUT_MS,
    due: `select outbox_id as id, noted_at as due_at from inbox
      where consumer = '${listener.name}' and handled_at is null and noted_at <= $1::timestamptz`,
    jobIdOf: (id) => outboxJobId(id, listener.name),
  };
}
