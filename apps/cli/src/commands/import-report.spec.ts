import { kindOfFile, refusalLines } from './import-report.js';

test.each([
  ['{\n "name": "x",\n "type": "public_channel"', 'telegram_export'],
  ['{"about":"x","chats":{"list":[]}}', 'telegram_export'],
  ['\uFEFF{"name":"x","messages":[', 'telegram_export'],
  ['{"url":"https://t.me/a_b_c","reason":"r"}\n{"url":', 'referral_batch'],
  ['[{"url":"https://t.me/a_b_c"}]', 'referral_batch'],
  ['url,platform,reason\n', 'referral_batch'],
])('a file that begins with %j is a %s', (head, kind) => expect(kindOfFile(head)).toBe(kind));

test('a refused line is told by its number and field', () => {
  expect(
    refusalLines([
      { line: 3, field: 'url', code: 'MISSING', message: 'is missing' },
      { line: 9, field: null, code: 'NOT_JSON', message: 'The line is no JSON.' },
    ]),
  ).toBe('  line 3, url: MISSING is missing\n  line 9: NOT_JSON The line is no JSON.\n');
});
