import pg from 'pg';
import type { Logger } from '@mizan/foundation/logger.js';
import { OUTBOX_CHANNEL } from './outbox-hint.js';
import type { OutboxRelay } from './outbox-relay.js';

const RECONNECT_MS = 1_000;

/** Listens for hints that outbox rows were committed and lets the relay run at once. Without it the relay polls. */
export class OutboxWakeUp {
  private client: pg.Client | null = null;
  private timer: NodeJS.Timeout | undefined;
  private stopped = false;

  constructor(
    private readonly databaseUrl: string,
    private readonly relay: OutboxRelay,
    private readonly logger: Logger,
  ) {}

  async start(): Promise<void> {
    if (this.stopped) return;
    const client = new pg.Client({
      connectionString: this.databaseUrl,
      keepAlive: true,
      application_name: 'mizan-outbox-hints',
    });
    const again = (): void => {
      if (this.client !== client) return;
      this.client = null;
      client.removeAllListeners('notification');
      void client.end().catch(() => undefined);
      if (!this.stopped) this.timer = setTimeout(() => void this.start(), RECONNECT_MS);
    };
    this.client = client;
    client.on('error', again);
    client.on('end', again);
    client.on('notification', () => {
      this.relay.drain().catch((error: unknown) => this.logger.debug({ err: error }, 'outbox drain after a hint'));
    });
    try {
      await client.connect();
      await client.query(`listen ${OUTBOX_CHANNEL}`);
    } catch {
      again();
    }
  }

  async stop(): Promise<void> {
    this.stopped = true;
    clearTimeout(this.timer);
    const client = this.client;
    this.client = null;
    await client?.end().catch(() => undefined);
  }
}
