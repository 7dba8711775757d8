import type { DataSource, EntityManager, EntitySubscriberInterface, QueryRunner } from 'typeorm';

/** Channel on which a process says that it committed outbox rows. */
export const OUTBOX_CHANNEL = 'mizan_outbox';

const WRITTEN = 'mizan:outbox-written';

/** Remembers that this transaction wrote outbox rows, so that the hint follows its commit. */
export function markOutboxWritten(manager: EntityManager): void {
  if (manager.queryRunner) manager.queryRunner.data[WRITTEN] = true;
}

/**
 * Wakes the relay after a commit. Only a hint: the relay looks by itself ten times a second. Sent as a statement of its
 * own after the commit, never inside the transaction, because commits with NOTIFY queue behind one lock of the server;
 * many commits together make one hint.
 */
export class OutboxHint implements EntitySubscriberInterface {
  private sending = false;
  private again = false;

  private constructor(private readonly source: DataSource) {}

  static attach(source: DataSource): OutboxHint {
    const existing = source.subscribers.find((subscriber) => subscriber instanceof OutboxHint);
    if (existing) return existing;
    const hint = new OutboxHint(source);
    source.subscribers.push(hint);
    return hint;
  }

  afterTransactionCommit(event: { queryRunner: QueryRunner }): void {
    if (event.queryRunner.data[WRITTEN] !== true) return;
    event.queryRunner.data[WRITTEN] = false;
    void this.send();
  }

  afterTransactionRollback(event: { queryRunner: QueryRunner }): void {
    event.queryRunner.data[WRITTEN] = false;
  }

  private async send(): Promise<void> {
    if (this.sending) {
      this.again = true;
      return;
    }
    this.sending = true;
    try {
      do {
        this.again = false;
        await this.source.query(`select pg_notify('${OUTBOX_CHANNEL}', '')`);
      } while (this.again);
    } catch {
      // The relay finds the rows by itself.
    } finally {
      this.sending = false;
    }
  }
}
