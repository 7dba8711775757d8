import { readdirSync } from 'node:fs';
import { createConnection } from 'node:net';
import fc from 'fast-check';
import { JSDOM } from 'jsdom';
import { hidden, multipart, PublicDesk, receiptOf, type SentPart } from './public-desk.js';

jest.setTimeout(400_000);

/** Submissions, as the pages are promised to stand. */
const SUBMISSIONS = 1_000;
const AT_ONCE = 10;
const MOST_MEMORY_BYTES = 400_000_000;

const MARKUP = [
  '<script>window.hit=1</script>',
  '"><img src=x onerror=window.hit=1>',
  "'-alert(1)-'",
  '</textarea><svg/onload=window.hit=1>',
  '</title><script>window.hit=1</script>',
  '<iframe srcdoc="<script>parent.hit=1</script>">',
  '{{constructor.constructor("window.hit=1")()}}',
  'javascript:window.hit=1',
  '&lt;script&gt;&#60;script&#62;',
  '<!--<img src="--><img src=x onerror=window.hit=1//">',
  '<math><mtext></p><style><img src=x onerror=window.hit=1>',
  '\u202e\u2066gnp.exe\u2069\u202c',
  '\u0000\u0008\u001b[2J\ufffe\ud800',
  '‏‮(كلمة) ‪mixed‬',
  "'; drop table appeal; --",
  '${7*7} %0d%0aSet-Cookie:x=1 \r\nX-Injected: 1',
  'a'.repeat(20_000),
  'ﷺ'.repeat(5_000),
];
const hostile = fc.oneof(
  { weight: 4, arbitrary: fc.constantFrom(...MARKUP) },
  { weight: 2, arbitrary: fc.array(fc.constantFrom(...MARKUP), { maxLength: 3 }).map((parts) => parts.join(' ')) },
  { weight: 2, arbitrary: fc.string({ unit: 'binary', maxLength: 200 }) },
  { weight: 1, arbitrary: fc.constant('') },
);

const PNG = [0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a];
const FILES: readonly Buffer[] = [
  Buffer.from('<svg xmlns="http://www.w3.org/2000/svg" onload="window.hit=1"/>'),
  Buffer.from('<?xml version="1.0"?><!DOCTYPE a [<!ENTITY b SYSTEM "file:///etc/passwd">]><a>&b;</a>'),
  Buffer.from('GIF89a/*<script>window.hit=1</script>*/=1;'),
  Buffer.concat([Buffer.from(PNG), Buffer.from('<script>window.hit=1</script>')]),
  Buffer.from('%PDF-1.7\n<html><script>window.hit=1</script>'),
  Buffer.from([0x50, 0x4b, 0x03, 0x04, ...new Array<number>(64).fill(0)]),
  Buffer.from('#!/bin/sh\ntouch /tmp/mizan-was-run\n'),
  Buffer.from([0x7f, 0x45, 0x4c, 0x46, 2, 1, 1, 0]),
  Buffer.from('MZ\u0090\u0000'),
  Buffer.alloc(5_300_000, 1),
  Buffer.concat([Buffer.from([0xff, 0xd8, 0xff]), Buffer.alloc(300_000, 7)]),
  Buffer.alloc(0),
];
const NAMES = [
  'a.png',
  '../../etc/passwd',
  'a.svg',
  '<img src=x onerror=window.hit=1>.png',
  'x\u202egnp.sh',
  '',
  'a'.repeat(3_000),
  'CON',
  'a.php;.png',
];
const FIELDS = [
  'about',
  'reference',
  'platform',
  'subject',
  'report',
  'claimed',
  'reasons',
  'email',
  'website',
  'kept',
  'l',
  'switch',
  'token',
  'question',
  'number',
  'secret',
  'answer',
  '__proto__',
  'constructor',
];

interface Submission {
  readonly page: '/appeal' | '/appeal/status';
  readonly fields: readonly (readonly [string, string])[];
  readonly files: readonly (readonly [name: string, file: number])[];
  readonly rightBase: boolean;
  /** What is done to the bytes. */
  readonly damage: 'none' | 'cut' | 'boundary' | 'headers' | 'noise' | 'type' | 'json' | 'many';
  readonly at: number;
}

/** Hostile in what may be anything, right in all the rest: it is taken, and must do no harm where it is shown. */
const plausible: fc.Arbitrary<Submission> = fc.record({
  page: fc.constant('/appeal' as const),
  fields: hostile.map((text) => [['reasons', `why ${text}`.slice(0, 9_000)] as const]),
  files: fc.array(fc.tuple(fc.constantFrom(...NAMES), fc.constantFrom(3, 4, 6, 10)), { maxLength: 3 }),
  rightBase: fc.constant(true),
  damage: fc.constant('none' as const),
  at: fc.nat(10_000),
});
const broken: fc.Arbitrary<Submission> = fc.record({
  page: fc.constantFrom('/appeal', '/appeal', '/appeal', '/appeal/status'),
  fields: fc.array(fc.tuple(fc.constantFrom(...FIELDS), hostile), { maxLength: 8 }),
  files: fc.array(fc.tuple(fc.constantFrom(...NAMES), fc.nat(FILES.length - 1)), { maxLength: 7 }),
  rightBase: fc.boolean(),
  damage: fc.constantFrom(
    'none',
    'none',
    'none',
    'none',
    'cut',
    'boundary',
    'headers',
    'noise',
    'type',
    'json',
    'many',
  ),
  at: fc.nat(10_000),
});

const submission = fc.oneof({ weight: 1, arbitrary: plausible }, { weight: 3, arbitrary: broken });

let pages: PublicDesk;
beforeAll(async () => {
  pages = await PublicDesk.start();
});
afterAll(() => pages?.close());

function bodyOf(sent: Submission, base: readonly SentPart[]): { type: string; body: Buffer } {
  const boundary = 'hostile';
  const parts: SentPart[] = [
    ...(sent.rightBase ? base.filter(({ name }) => !sent.fields.some(([field]) => field === name)) : []),
    ...sent.fields.map(([name, value]) => ({ name, value })),
    ...sent.files.map(([name, file]) => ({
      name: 'files',
      filename: name.replaceAll('"', ''),
      value: FILES[file] ?? '',
    })),
    ...(sent.damage === 'many' ? Array.from({ length: 500 }, (_, n) => ({ name: `f${n}`, value: 'x' })) : []),
  ];
  const body = multipart(boundary, parts);
  const type = `multipart/form-data; boundary=${boundary}`;
  switch (sent.damage) {
    case 'cut':
      return { type, body: body.subarray(0, sent.at % (body.length + 1)) };
    case 'boundary':
      return { type: 'multipart/form-data; boundary=another', body };
    case 'headers':
      return {
        type,
        body: Buffer.from(
          `--${boundary}\r\n${'x-h: y\r\n'.repeat(sent.at)}content-disposition: form-data; name="reasons"\r\n\r\nx\r\n--${boundary}--`,
        ),
      };
    case 'noise': {
      const noisy = Buffer.from(body);
      for (let n = 0; n < 20 && noisy.length > 0; n += 1)
        noisy[(sent.at * (n + 7) * 31) % noisy.length] = (sent.at + n) % 256;
      return { type, body: noisy };
    }
    case 'type':
      return {
        type: ['multipart/form-data', 'text/html', '', 'multipart/form-data; boundary="'][sent.at % 4] ?? '',
        body,
      };
    case 'json':
      return { type: 'application/json', body: Buffer.from('{"reasons":{"$gt":""}}') };
    default:
      return { type, body };
  }
}

/** What a page would run or load if it were opened, by a parser of HTML as browsers have. */
function dangersOf(page: string): string[] {
  const { window } = new JSDOM(page);
  const { document } = window;
  const found: string[] = [];
  for (const element of document.querySelectorAll('*')) {
    if (/^(script|iframe|object|embed|base|img|math|foreignobject|audio|video)$/i.test(element.tagName))
      found.push(element.tagName);
    for (const { name, value } of element.attributes) {
      if (/^on/i.test(name)) found.push(`${element.tagName} ${name}`);
      if (/^(href|src|action|formaction)$/i.test(name) && !/^(\/(appeal|mark\.svg)|#)/.test(value))
        found.push(`${name}=${value}`);
    }
  }
  window.close();
  return found;
}

it('stands a thousand hostile submissions: nothing runs, nothing executes, limits hold, memory stays', async () => {
  const memoryBefore = process.memoryUsage().rss;
  let mostMemory = memoryBefore;
  const statuses = new Map<number, number>();
  let filed = 0;
  const submissions = fc.sample(submission, { numRuns: SUBMISSIONS, seed: 20_261_123 });
  // Handed out some seconds before, as to people.
  pages.ahead = 0;
  const tokens: string[] = [];
  while (tokens.length < SUBMISSIONS) {
    const shown = Array.from({ length: AT_ONCE }, () => pages.send('GET', '/appeal'));
    tokens.push(...(await Promise.all(shown)).map(({ body }) => hidden(body, 'token')));
  }
  pages.ahead = 5_000;
  const one = async (sent: Submission): Promise<void> => {
    const { type, body } = bodyOf(sent, await pages.filled({ token: tokens.pop() ?? '' }));
    const answer = await pages.send('POST', sent.page, { headers: { 'content-type': type }, body });
    statuses.set(answer.status, (statuses.get(answer.status) ?? 0) + 1);
    expect([200, 201, 400, 404, 409, 413, 429]).toContain(answer.status);
    expect(answer.headers['content-type']).toBe('text/html; charset=utf-8');
    expect(answer.headers['content-security-policy']).toMatch(/^default-src 'none'; style-src 'sha256-/);
    expect(answer.headers['x-injected']).toBeUndefined();
    expect(answer.headers['set-cookie']).toBeUndefined();
    expect(dangersOf(answer.body)).toEqual([]);
    if (answer.status === 201) {
      filed += 1;
      expect(receiptOf(answer.body).number).toMatch(/^A-/);
    }
    mostMemory = Math.max(mostMemory, process.memoryUsage().rss);
  };
  while (submissions.length > 0) await Promise.all(submissions.splice(0, AT_ONCE).map(one));
  const report = [...statuses].sort(([a], [b]) => a - b).map(([status, n]) => `${status}: ${n}`);
  const grown = Math.round((mostMemory - memoryBefore) / 1e6);
  console.info(`${SUBMISSIONS} submissions (${report.join(', ')}); ${filed} filed; memory grew by at most ${grown} MB`);
  expect(filed).toBeGreaterThan(10);
  expect(mostMemory - memoryBefore).toBeLessThan(MOST_MEMORY_BYTES);

  const kept = await pages.desk.query<{ type: string; size: string; purpose: string }>(
    'select distinct media_type as type, purpose from blob order by 1',
  );
  for (const { type, purpose } of kept) {
    expect(purpose).toBe('appeal_proof');
    expect(['image/png', 'image/jpeg', 'image/webp', 'application/pdf', 'text/plain']).toContain(type);
  }
  const [limits] = await pages.desk.query<{ files: number; bytes: number; reasons: number }>(
    `select coalesce(max(n), 0)::int as files, coalesce(max(b), 0)::int as bytes from
       (select count(*) as n, max(byte_size) as b from appeal_file group by appeal_id) f`,
  );
  expect(limits?.files).toBeLessThanOrEqual(5);
  expect(limits?.bytes).toBeLessThanOrEqual(5_242_880);
  // A script among the proofs would have left its mark.
  expect(readdirSync('/tmp')).not.toContain('mizan-was-run');
  expect((await pages.send('GET', '/appeal')).status).toBe(200);
});

it('gives up a body that never comes to an end of its form, and one that says it is enormous', async () => {
  const port = Number(new URL(pages.origin).port);
  const answered = (head: string, rest = '') =>
    new Promise<string>((resolve, reject) => {
      const socket = createConnection(port, '127.0.0.1', () => socket.write(`${head}\r\n\r\n${rest}`));
      let text = '';
      socket.on('data', (piece: Buffer) => {
        text += piece.toString();
        if (text.includes('\r\n\r\n')) socket.destroy();
      });
      socket.on('close', () => resolve(text));
      socket.on('error', reject);
    });
  const head = (length: number) =>
    `POST /appeal HTTP/1.1\r\nhost: 127.0.0.1:${port}\r\norigin: ${pages.origin}\r\ncontent-type: multipart/form-data; boundary=x\r\ncontent-length: ${length}`;
  expect(await answered(head(10_000_000_000))).toMatch(/^HTTP\/1\.1 413/);
  expect(await answered(head(0))).toMatch(/^HTTP\/1\.1 400/);
});

it('answers with a page when more arrives than is read', async () => {
  const answer = await pages.post('/appeal', [
    ...(await pages.filled()),
    ...Array.from({ length: 8 }, (_, n) => ({
      name: 'files',
      filename: `${n}.png`,
      value: Buffer.alloc(5_000_000, n),
    })),
  ]);
  expect(answer.status).toBe(413);
  expect(answer.body).toContain('too much at once');
});
