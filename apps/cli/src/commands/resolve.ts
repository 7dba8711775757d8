import { once } from 'node:events';
import type { Readable, Writable } from 'node:stream';
import { LinkReaderService } from '@mizan/subjects/link-reader.service.js';
import { linesOf } from '../lines.js';

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
