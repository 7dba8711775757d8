import type { Readable } from 'node:stream';
import { StringDecoder } from 'node:string_decoder';

/** Lines as they become whole. Only \n and \r\n end one: text may hold any other separator. */
export async function* linesOf(stream: Readable): AsyncGenerator<string[]> {
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
