import fc from 'fast-check';
import type { InputItem } from './input-items.js';
import { readReferrals } from './referral-items.js';
import { flagOfReferral, referralLine } from './referral-rules.js';

async function* pieces(bytes: Buffer, size: number): AsyncGenerator<Buffer> {
  for (let from = 0; from < bytes.length; from += size) yield bytes.subarray(from, from + size);
}
async function read(text: string, size = 1_000): Promise<InputItem[]> {
  const items: InputItem[] = [];
  for await (const list of readReferrals(pieces(Buffer.from(text), size))) items.push(...list);
  return items;
}
const brief = (items: InputItem[]) => items.map(({ line, value, fault }) => [line, fault?.code ?? value]);

const ROWS = [
  {
    url: 'https://t.me/a_b_c',
    platform: 'telegram',
    reason: 'one, two',
    referrer: 'IRU',
    received_at: '2019-11-22',
    reference: 'R-1',
  },
  {
    url: 'https://t.me/d_e_f',
    platform: '',
    reason: 'line one\nline "two"',
    referrer: '',
    received_at: '',
    reference: '',
  },
];
const csv = (mark: string) =>
  ['url', 'platform', 'reason', 'referrer', 'received_at', 'reference'].join(mark) +
  '\r\n' +
  ROWS.map((row) =>
    Object.values(row)
      .map((value) => `"${value.replaceAll('"', '""')}"`)
      .join(mark),
  ).join('\r\n');

describe('a referral batch', () => {
  test.each([',', ';', '\t'])('as CSV separated by %j keeps the line each row begins on', async (mark) => {
    expect(brief(await read(csv(mark)))).toEqual([
      [2, ROWS[0]],
      [3, ROWS[1]],
    ]);
    expect(brief(await read(`\uFEFF${csv(mark)}\n\n"x"${mark}"y"\n`)).at(-1)).toEqual([6, { url: 'x', platform: 'y' }]);
  });

  test('as CSV, JSON or NDJSON is read the same wherever its bytes are cut', async () => {
    const texts = [csv(','), JSON.stringify(ROWS), ROWS.map((row) => JSON.stringify(row)).join('\n')];
    const whole = await Promise.all(texts.map((text) => read(text)));
    expect(whole.map((items) => items.map((item) => item.value))).toEqual([ROWS, ROWS, ROWS]);
    await fc.assert(
      fc.asyncProperty(fc.integer({ min: 1, max: 60 }), async (size) => {
        expect(await Promise.all(texts.map((text) => read(text, size)))).toEqual(whole);
      }),
      { numRuns: 40 },
    );
  });

  test('takes columns in any order and case, and passes over others', async () => {
    expect(brief(await read('Reason,extra,URL\nr,x,https://t.me/a_b_c'))).toEqual([
      [2, { url: 'https://t.me/a_b_c', reason: 'r' }],
    ]);
  });

  test.each(['', '  \n', 'reason,platform\nx,y', 'just text'])('%j is no referral batch', async (text) => {
    await expect(read(text)).rejects.toMatchObject({ code: 'FILE_NOT_REFERRALS' });
  });

  test('goes on behind a row whose quotes are never closed', async () => {
    const items = await read('url,reason\nhttps://t.me/a_b_c,ok\n"https://t.me/d_e_f,never closed\n');
    expect(brief(items)).toEqual([
      [2, { url: 'https://t.me/a_b_c', reason: 'ok' }],
      [expect.any(Number), 'NOT_CSV'],
    ]);
  });
});

describe('a referral', () => {
  test.each([
    [{ url: '', reason: 'r' }, 'url'],
    [{ reason: 'r' }, 'url'],
    [{ url: 'u', reason: ' ' }, 'reason'],
    [{ url: 'u', reason: 'r', received_at: '22.11.2019' }, 'received_at'],
  ])('%j is refused by its field', (row, field) => {
    const parsed = referralLine.safeParse(row);
    expect(parsed.success ? null : parsed.error.issues[0]?.path.join('.')).toBe(field);
  });

  test('is the same referral in every spelling of its link, and another with another reference', () => {
    const line = referralLine.parse({
      url: 't.me/a_b_c',
      reason: 'r',
      received_at: '2019-11-22T08:00:00',
      reference: 'R-1',
    });
    const one = flagOfReferral(line, { linkKey: 'handle a_b_c', platform: 'telegram' });
    expect(one.externalId).toBe(
      flagOfReferral({ ...line, url: 'https://t.me/A_B_C', reason: 'x' }, { linkKey: 'handle a_b_c', platform: null })
        .externalId,
    );
    expect(one.externalId).not.toBe(
      flagOfReferral({ ...line, reference: 'R-2' }, { linkKey: 'handle a_b_c', platform: null }).externalId,
    );
    expect(one.occurredAt).toEqual(new Date('2019-11-22T08:00:00Z'));
  });
});
