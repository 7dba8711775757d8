import type { DataSource } from 'typeorm';
import { rows } from './database.js';
import type { Logger } from './logger.js';
import { AppError } from './errors.js';

/** One committed outbox row, as subscriptions see it. */
export interface FeedEvent {
  readonly id: string;
  readonly topic: string;
  readonly payload: Readonly<Record<string, string | number | boolean | null>>;
  readonly at: Date;
}

/** What one subscriber wants and may have. */
export interface FeedSubscription {
  readonly topics: readonly string[];
  /** Awaited for every event: right, queue access, and that it is about what was subscribed to. */
  readonly allows: (event: FeedEvent) => Promise<boolean>;
  /** Asked every ALIVE_MS and before every event: false ends the subscription (session revoked, right taken). */
  readonly alive: () => Promise<boolean>;
}

const POLL_MS = 200;
const BATCH = 1_000;
/** A revoked session loses its subscription within twice this (goals: 5 s). */
const ALIVE_MS = 2_000;
/** A subscriber that is further behind is ended; its screen subscribes again and reads anew. */
const BACKLOG = 1_000;

interface Row {
  readonly id: string;
  readonly xid: string;
  readonly topic: string;
  readonly payload: FeedEvent['payload'];
  readonly at: Date;
}

/**
 * What happened, for the subscriptions of one API process: reads new outbox rows every 200 ms while somebody listens.
 * Only rows of transactions older than the oldest running one are read, so that none that commits late is skipped.
 */
export class EventFeed {
  private readonly subscribers = new Set<Subscriber>();
  private position: { xid: string; id: string } | null = null;
  private timer: NodeJS.Timeout | undefined;
  private polling: Promise<void> = Promise.resolve();
  private stopped = false;
  private failing = false;

  constructor(
    private readonly source: DataSource,
    private readonly logger: Logger,
  ) {}

  /** Events from now on, in order of commit as far as the database has one. Ends when `alive` says no, or `return()` is called. */
  subscribe(subscription: FeedSubscription): AsyncIterableIterator<FeedEvent> {
    const subscriber = new Subscriber(subscription, () => this.subscribers.delete(subscriber));
    if (this.stopped) {
      subscriber.end();
      return subscriber;
    }
    this.subscribers.add(subscriber);
    if (!this.timer) this.schedule(0);
    return subscriber;
  }

  /** Ends every subscription. */
  async stop(): Promise<void> {
    this.stopped = true;
    clearTimeout(this.timer);
    for (const subscriber of this.subscribers) subscriber.end();
    await this.polling;
  }

  private schedule(ms: number): void {
    this.timer = setTimeout(() => {
      this.polling = this.poll()
        .then(() => {
          this.failing = false;
        })
        .catch((error: unknown) => {
          if (!this.failing) this.logger.warn({ err: error }, 'live changes are read again when the database answers');
          this.failing = true;
        })
        .finally(() => {
          this.timer = undefined;
          if (this.stopped) return;
          // Nobody listens: begin at the present when somebody comes.
          if (this.subscribers.size === 0) this.position = null;
          else this.schedule(POLL_MS);
        });
    }, ms);
  }

  private async poll(): Promise<void> {
    for (const subscriber of this.subscribers) subscriber.checkAlive();
    if (!this.position) {
      this.position = await this.present();
      return;
    }
    for (;;) {
      const found: Row[] = await rows<Row>(
        this.source,
        `select o.id::text as id, o.xid::text as xid, o.topic, o.payload, o.created_at as at from outbox o
         where (o.xid, o.id) > ($1::text::xid8, $2::bigint) and o.xid < pg_snapshot_xmin(pg_current_snapshot())
         order by o.xid, o.id limit ${BATCH}`,
        [this.position.xid, this.position.id],
      );
      for (const { id, topic, payload, at } of found) {
        for (const subscriber of this.subscribers) subscriber.offer({ id, topic, payload, at });
      }
      const last: Row | undefined = found.at(-1);
      if (last) this.position = { xid: last.xid, id: last.id };
      if (found.length < BATCH) return;
    }
  }

  private async present(): Promise<{ xid: string; id: string }> {
    const [now] = await rows<{ xid: string }>(
      this.source,
      'select pg_snapshot_xmin(pg_current_snapshot())::text as xid',
    );
    return { xid: now?.xid ?? '0', id: '0' };
  }
}

/** One subscriber's events, checked one after another. */
class Subscriber implements AsyncIterableIterator<FeedEvent> {
  private readonly ready: FeedEvent[] = [];
  private readonly waiting: { resolve(result: IteratorResult<FeedEvent>): void; reject(error: unknown): void }[] = [];
  private checking: Promise<void> = Promise.resolve();
  private backlog = 0;
  private checkedAt = performance.now();
  private failure: unknown;
  private over = false;

  constructor(
    private readonly subscription: FeedSubscription,
    private readonly onEnd: () => void,
  ) {}

  [Symbol.asyncIterator](): this {
    return this;
  }

  async next(): Promise<IteratorResult<FeedEvent>> {
    const event = this.ready.shift();
    if (event) {
      this.backlog -= 1;
      return { value: event, done: false };
    }
    if (this.failure !== undefined) {
      const error = this.failure;
      this.failure = undefined;
      throw error;
    }
    if (this.over) return { value: undefined, done: true };
    return new Promise((resolve, reject) => this.waiting.push({ resolve, reject }));
  }

  async return(): Promise<IteratorResult<FeedEvent>> {
    this.end();
    return { value: undefined, done: true };
  }

  offer(event: FeedEvent): void {
    if (this.over || !this.subscription.topics.includes(event.topic)) return;
    if (this.backlog >= BACKLOG) {
      this.failure = new AppError('SUBSCRIPTION_BEHIND', 'unavailable', 'Too many changes at once; subscribe again.');
      this.end();
      return;
    }
    this.backlog += 1;
    this.inTurn(async () => {
      if (!(await this.isAlive())) return;
      if (!(await this.subscription.allows(event))) {
        this.backlog -= 1;
        return;
      }
      const waiting = this.waiting.shift();
      if (!waiting) this.ready.push(event);
      else {
        this.backlog -= 1;
        waiting.resolve({ value: event, done: false });
      }
    });
  }

  checkAlive(): void {
    if (performance.now() - this.checkedAt < ALIVE_MS) return;
    this.checkedAt = performance.now();
    this.inTurn(async () => {
      await this.isAlive();
    });
  }

  end(): void {
    if (this.over) return;
    this.over = true;
    this.ready.length = 0;
    this.onEnd();
    for (const { resolve, reject } of this.waiting.splice(0)) {
      if (this.failure === undefined) resolve({ value: undefined, done: true });
      else reject(this.failure);
      this.failure = undefined;
    }
  }

  private async isAlive(): Promise<boolean> {
    if (this.over) return false;
    this.checkedAt = performance.now();
    const alive = await this.subscription.alive();
    if (!alive) this.end();
    return alive && !this.over;
  }

  /**
   * One step after another; a check that fails is no permission: the subscription ends. Not called `then`: whatever has a
   * `then` is taken for a promise by every `await`, and the iterator itself would never reach its reader.
   */
  private inTurn(step: () => Promise<void>): void {
    this.checking = this.checking.then(step).catch((error: unknown) => {
      this.failure ??= error;
      this.end();
    });
  }
}
