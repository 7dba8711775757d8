import { z } from 'zod';
import { ORDER, type Order, type OrderAnswer } from './contract.js';
import { Journal } from './journal.js';
import type { World } from './world.js';

const JOURNAL_FILE = 'orders.jsonl';

const LINE = z.object({ platform: z.string(), at: z.string(), order: ORDER.shape.data });

/** One order as the book knows it. `effects` is above 1 only if an order was carried out twice: then something is broken. */
export interface BookEntry {
  platform: string;
  order: Order;
  answer: OrderAnswer;
  at: string;
  requests: number;
  effects: number;
}

export type Recorded = { entry: BookEntry; fresh: boolean } | { conflict: true };

/**
 * Carries out each order id at most once and remembers it in a file of JSON lines, so that a restart, even by kill -9,
 * neither forgets an order nor repeats one: the line is written before the effect, the effect is replayed from the line.
 */
export class OrderBook {
  private readonly entries = new Map<string, BookEntry>();
  private readonly journal: Journal;

  constructor(
    dataFolder: string,
    private readonly world: World,
  ) {
    this.journal = new Journal(dataFolder, JOURNAL_FILE);
    this.replay();
  }

  /** The answer to an order: a new one is carried out, one seen before gets its first answer. */
  receive(platform: string, order: Order, at: string): Recorded {
    const known = this.entries.get(order.order_id);
    if (known) {
      known.requests += 1;
      const same = known.platform === platform && fingerprint(known.order) === fingerprint(order);
      return same ? { entry: known, fresh: false } : { conflict: true };
    }
    this.journal.append({ platform, at, order });
    return { entry: this.carryOut(platform, order, at), fresh: true };
  }

  find(platform: string, orderId: string): BookEntry | null {
    const entry = this.entries.get(orderId);
    return entry && entry.platform === platform ? entry : null;
  }

  /** Newest first. */
  latest(count: number): BookEntry[] {
    return [...this.entries.values()].slice(-count).reverse();
  }

  all(): BookEntry[] {
    return [...this.entries.values()];
  }

  private carryOut(platform: string, order: Order, at: string): BookEntry {
    const answer = this.world.carryOut(platform, order, at);
    const before = this.entries.get(order.order_id);
    const entry: BookEntry = {
      platform,
      order,
      answer,
      at,
      requests: (before?.requests ?? 0) + 1,
      effects: (before?.effects ?? 0) + 1,
    };
    this.entries.set(order.order_id, entry);
    return entry;
  }

  private replay(): void {
    for (const line of this.journal.replay()) {
      const { platform, order, at } = LINE.parse(line);
      this.carryOut(platform, order, at);
    }
  }
}

function fingerprint({ measure, scope, direction, subject }: Order): string {
  return JSON.stringify([measure, scope, direction, subject.kind, subject.native_id, subject.handle]);
}
