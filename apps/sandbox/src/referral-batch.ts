import type { Network, NetworkSubject } from './network/network.js';
import { Random } from './network/random.js';

const REASONS = ['terrorist content', 'propaganda of a banned organisation', 'replacement of a removed channel'];

/** Spellings under which referrals name one and the same channel. */
const SPELLINGS: Readonly<Record<string, readonly ((subject: NetworkSubject) => string | null)[]>> = {
  telegram: [
    (one) => one.handle && `https://t.me/${one.handle}`,
    (one) => one.handle && `http://telegram.me/${one.handle}`,
    (one) => one.handle && `t.me/s/${one.handle}`,
    (one) => one.handle && `https://T.me/${one.handle.toUpperCase()}`,
    (one) => one.handle && `tg://resolve?domain=${one.handle}`,
    (one) => (one.handle && one.posts[0] ? `https://t.me/${one.handle}/${one.posts[0].id}` : null),
  ],
  tamtam: [(one) => one.handle && `https://tt.me/${one.handle}`],
  matrix: [
    (one) => one.handle && `https://matrix.to/#/${encodeURIComponent(one.handle)}`,
    (one) => `https://matrix.to/#/${encodeURIComponent(one.nativeId)}`,
  ],
};

/** Rows of a referral batch as CSV, the header first: mostly channels of the operations, some named twice in two spellings. */
export function* referralBatch(network: Network, lines: number, now: Date): Generator<string> {
  yield 'url,platform,reason,referrer,received_at,reference';
  const random = new Random('referral batch');
  const channels = network.subjects.filter((one) => one.operation !== null && one.kind !== 'account');
  for (let n = 1; n <= lines; n += 1) {
    const subject = random.pick(channels);
    const url = random.pick(SPELLINGS[subject.platform] ?? [])(subject) ?? subject.nativeId;
    const receivedAt = new Date(now.getTime() - random.int(0, 4 * 24 * 60) * 60_000).toISOString();
    yield [
      url,
      subject.platform,
      random.pick(REASONS),
      'Sample referral unit',
      receivedAt,
      `BATCH-${String(n).padStart(5, '0')}`,
    ]
      .map((cell) => (/[",\n]/.test(cell) ? `"${cell.replaceAll('"', '""')}"` : cell))
      .join(',');
  }
}
