import { once } from 'node:events';
import type { Readable, Writable } from 'node:stream';
import { StringDecoder } from 'node:string_decoder';
import { LinkReaderService } from '@mizan/subjects/link-reader.service.js';

/** What is gathered before one write, in characters. */
const CHUNK = 64 * 1024;

/**
 * `mizan resolve`: one link or handle a line on standard input, one JSON line for each on standard output, in order:
 * `{input, platform, kind, id}`, the last three null when the line is no link to a chat, message, invite or user.
 * Streams: any number of lines in constant memory. Ends with exit code 0.
 */
export async function run(_args: readonly string[], io: { stdin: Readable; stdout: Writable }): Promise<number> {
  const reader = new LinkReaderService();
  let answer = '';
  const flush = async () => {
    const full = answer;
    answer = '';
    if (full !== '' && !io.stdout.write(full)) await once(io.stdout, 'drain');
  };
  for await (const lines of linesOf(io.stdin)) {
    for (const input of lines) {
      const target = reader.read(input);
      const { platform, kind, id } = target ?? { platform: null, kind: null, id: null };
      answer += `${JSON.stringify({ input, platform, kind, id })}\n`;
      if (answer.length >= CHUNK) await flush();
    }
    await flush();
  }
  return 0;
}

/** Lines as they become whole. Only \n and \r\n end one: a link may hold any other separator. */
async function* linesOf(stream: Readable): AsyncGenerator<string[]> {
  const decoder = new StringDecoder('utf8');
  const trimmed = (line: string) => (line.endsWith('\r') ? line.slice(0, -1) : line);
  let rest = '';
  for await (const chunk of stream) {
    const lines = (rest + (typeof chunk === 'string' ? chunk : decoder.write(chunk))).split('\n');
    rest = lines.pop() ?? '';
    if (lines.length > 0) yield lines.map(trimmed);
  }
  rest += decoder.end();
  if (rest !== '') yield [trimmed(rest)];
}
