import { AsyncResource } from 'node:async_hooks';
import type { DataSource, EntityManager, EntitySubscriberInterface, QueryRunner } from 'typeorm';

/** Channel on which a process says that it committed outbox rows. */
export const OUTBOX_CHANNEL = 'mizan_outbox';

const WRITTEN = 'mizan:outbox-written';

/** A process hints at most once in this time, ms: under load one hint stands for many commits. */
const APART_MS = 5;

/**
 * Says that outbox rows were written: the hint follows the commit of the manager's transaction, or at once where the
 * statement was a transaction of its own.
 */
export function markOutboxWritten(manager: EntityManager): void {
  if (manager.queryRunner?.isTransactionActive) manager.queryRunner.data[WRITTEN] = true;
  else OutboxHint.of(manager.dataSource)?.send();
}

/**
 * Wakes the relay after a commit. Only a hint: the relay looks by itself ten times a second. Sent as a statement of its
 * own after the commit, never inside the transaction, because commits with NOTIFY queue behind one lock of the server;
 * many commits together make one hint, and a process that hinted a moment ago waits.
 */
export class OutboxHint implements EntitySubscriberInterface {
  private timer: NodeJS.Timeout | undefined;
  private sentAt = -Infinity;

  private constructor(private readonly source: DataSource) {}

  static attach(source: DataSource): OutboxHint {
    const existing = OutboxHint.of(source);
    if (existing) return existing;
    const hint = new OutboxHint(source);
    source.subscribers.push(hint);
    return hint;
  }

  static of(source: DataSource): OutboxHint | undefined {
    return source.subscribers.find((subscriber) => subscriber instanceof OutboxHint);
  }

  afterTransactionCommit(event: { queryRunner: QueryRunner }): void {
    if (event.queryRunner.data[WRITTEN] !== true) return;
    event.queryRunner.data[WRITTEN] = false;
    this.send();
  }

  afterTransactionRollback(event: { queryRunner: QueryRunner }): void {
    event.queryRunner.data[WRITTEN] = false;
  }

  /** Soon, and off the path of whoever asks for it. */
  send(): void {
    if (this.timer) return;
    const wait = this.sentAt + APART_MS - performance.now();
    if (wait <= 0) this.notify();
    else this.timer = setTimeout(this.notify, wait).unref();
  }

  /** Bound to no request: one hint stands for many. Where it fails, the relay finds the rows by itself. */
  private readonly notify = AsyncResource.bind((): void => {
    this.timer = undefined;
    this.sentAt = performance.now();
    if (this.source.isInitialized)
      this.source.query(`select pg_notify('${OUTBOX_CHANNEL}', '')`).catch(() => undefined);
  });
}
