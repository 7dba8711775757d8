import { PassThrough, Readable, Writable } from 'node:stream';
import { run } from './resolve.js';

async function resolve(input: Iterable<string>): Promise<string> {
  const stdout = new PassThrough();
  const chunks: Buffer[] = [];
  stdout.on('data', (chunk: Buffer) => chunks.push(chunk));
  expect(await run([], { stdin: Readable.from(input, { objectMode: false }), stdout })).toBe(0);
  return Buffer.concat(chunks).toString('utf8');
}

describe('mizan resolve', () => {
  test('prints one JSON line for each line, in order', async () => {
    const answer = await resolve(['t.me/Example_News\nnonsense here\r\n', '@alice:example.org\nt.me/+AbCd', 'Ef_123']);
    expect(
      answer
        .trimEnd()
        .split('\n')
        .map((line) => JSON.parse(line) as unknown),
    ).toEqual([
      { input: 't.me/Example_News', platform: 'telegram', kind: 'public_chat', id: 'example_news' },
      { input: 'nonsense here', platform: null, kind: null, id: null },
      { input: '@alice:example.org', platform: 'matrix', kind: 'user', id: '@alice:example.org' },
      { input: 't.me/+AbCdEf_123', platform: 'telegram', kind: 'invite', id: 'AbCdEf_123' },
    ]);
  });

  test('an empty line is answered too, so that line n of the answer is about line n', async () => {
    expect((await resolve(['a\n\n@bcd\n'])).trimEnd().split('\n')).toHaveLength(3);
  });

  test('reads no further than a slow reader of the answer allows', async () => {
    let produced = 0;
    function* lines() {
      for (let index = 0; index < 200_000; index += 1) {
        produced += 1;
        yield `https://t.me/channel_${index}\n`;
      }
    }
    let seen = 0;
    let producedAtFirst = 0;
    const stdout = new Writable({
      highWaterMark: 1024,
      write(chunk: Buffer, _encoding, done) {
        seen += chunk.toString('utf8').split('\n').length - 1;
        producedAtFirst ||= produced;
        setImmediate(done);
      },
    });
    await run([], { stdin: Readable.from(lines(), { objectMode: false }), stdout });
    await new Promise((resolve) => stdout.end(resolve));
    expect(seen).toBe(200_000);
    expect(producedAtFirst).toBeLessThan(20_000);
  });
});
