import { randomUUID } from 'node:crypto';
import { appendFileSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import fc from 'fast-check';
import type { Order } from './contract.js';
import { generateNetwork } from './network/generate-network.js';
import { OrderBook } from './order-book.js';
import { isVisible, World } from './world.js';

const network = generateNetwork('order book');
const channels = network.subjects.filter((one) => one.platform === 'telegram' && one.kind === 'channel');
const folders: string[] = [];

function freshFolder(): string {
  const folder = mkdtempSync(path.join(tmpdir(), 'mizan-order-book-'));
  folders.push(folder);
  return folder;
}

function open(folder: string): { world: World; book: OrderBook } {
  const world = new World(network);
  return { world, book: new OrderBook(folder, world) };
}

function order(nativeId: string, more: Partial<Order> = {}): Order {
  return {
    order_id: randomUUID(),
    measure: 'remove_channel',
    scope: 'global',
    direction: 'apply',
    subject: { kind: 'channel', native_id: nativeId, handle: null },
    ...more,
  };
}

function channelId(index: number): string {
  const channel = channels[index];
  if (!channel) throw new Error('no such channel');
  return channel.nativeId;
}

/** All that the public could see of the world. */
function picture(world: World): string {
  return JSON.stringify(
    channels.map((one) => {
      const entry = world.find('telegram', one.nativeId, null);
      return entry && [isVisible(entry), entry.audience, entry.standing.map(({ measure, scope }) => [measure, scope])];
    }),
  );
}

afterAll(() => {
  for (const folder of folders) rmSync(folder, { recursive: true, force: true });
});

describe('the order book', () => {
  it('carries out an order id once, answers a repetition alike, and refuses the id for anything else', () => {
    const { world, book } = open(freshFolder());
    const sent = order(channelId(0));
    const first = book.receive('telegram', sent, 'now');
    const again = book.receive('telegram', sent, 'later');
    if ('conflict' in first || 'conflict' in again) throw new Error('refused');
    expect([first.fresh, again.fresh]).toEqual([true, false]);
    expect(again.entry.answer).toEqual(first.entry.answer);
    expect(again.entry).toMatchObject({ requests: 2, effects: 1, at: 'now' });
    expect(book.receive('telegram', { ...sent, measure: 'label' }, 'later')).toEqual({ conflict: true });
    expect(book.receive('matrix', sent, 'later')).toEqual({ conflict: true });
    expect(world.find('telegram', channelId(0), null)?.standing).toHaveLength(1);
  });

  it('is the same after a restart, whatever was ordered', () => {
    const step = fc.record({
      channel: fc.nat({ max: 5 }),
      measure: fc.constantFrom(
        'remove_channel',
        'label',
        'remove_followers',
        'disable_in_territory',
        'suspend_account',
      ),
      scope: fc.constantFrom('global', 'FR,BE'),
      direction: fc.constantFrom<Order['direction']>('apply', 'undo'),
    });
    fc.assert(
      fc.property(fc.array(step, { maxLength: 30 }), (steps) => {
        const folder = freshFolder();
        const before = open(folder);
        for (const { channel, ...more } of steps)
          before.book.receive('telegram', order(channelId(channel), more), 'now');
        const after = open(folder);
        expect(picture(after.world)).toBe(picture(before.world));
        expect(after.book.all().map(({ order: { order_id }, answer, effects }) => [order_id, answer, effects])).toEqual(
          before.book.all().map(({ order: { order_id }, answer, effects }) => [order_id, answer, effects]),
        );
      }),
      { numRuns: 20 },
    );
  });

  it('drops a line that a crash cut off, and takes that order when it comes again', () => {
    const folder = freshFolder();
    const { book } = open(folder);
    book.receive('telegram', order(channelId(0)), 'now');
    const lost = order(channelId(1));
    appendFileSync(
      path.join(folder, 'orders.jsonl'),
      JSON.stringify({ platform: 'telegram', at: 'now', order: lost }).slice(0, -9),
    );
    const after = open(folder);
    expect(after.book.all()).toHaveLength(1);
    expect(after.book.find('telegram', lost.order_id)).toBeNull();
    expect(after.book.receive('telegram', lost, 'now')).toMatchObject({ fresh: true });
    expect(readFileSync(path.join(folder, 'orders.jsonl'), 'utf8').trim().split('\n')).toHaveLength(2);
    expect(open(folder).book.all()).toHaveLength(2);
  });

  it('gives followers back when their removal is undone, but cannot undo what is final', () => {
    const { world, book } = open(freshFolder());
    const audience = world.find('telegram', channelId(2), null)?.audience;
    book.receive('telegram', order(channelId(2), { measure: 'remove_followers' }), 'now');
    expect(world.find('telegram', channelId(2), null)?.audience).toBe(0);
    book.receive('telegram', order(channelId(2), { measure: 'remove_followers', direction: 'undo' }), 'now');
    expect(world.find('telegram', channelId(2), null)?.audience).toBe(audience);
    expect(
      book.receive('telegram', order(channelId(2), { measure: 'revoke_invites', direction: 'undo' }), 'now'),
    ).toMatchObject({
      entry: { answer: { outcome: 'failed', code: 'cannot_be_undone' } },
    });
  });
});
