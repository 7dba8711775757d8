import { isUtf8 } from 'node:buffer';

/** One line of a stream. `text` is null when the line was too long or no UTF-8, `fault` then says which. */
export interface InputLine {
  /** From 1; empty lines count. */
  readonly number: number;
  readonly text: string | null;
  readonly fault: 'TOO_LONG' | 'NOT_UTF8' | null;
}

/** Longest line that is read, in bytes. */
export const MAX_LINE_BYTES = 1_048_576;

const NEWLINE = 0x0a;

/**
 * Lines of a byte stream of any length, in constant memory: a line that is too long is passed over, not collected.
 * `\n` and `\r\n` end a line; empty lines are left out but counted. Yields what became whole with each piece.
 */
export async function* readLines(
  pieces: AsyncIterable<Buffer>,
  maxBytes: number = MAX_LINE_BYTES,
): AsyncGenerator<InputLine[]> {
  let number = 0;
  let kept: Buffer[] = [];
  let bytes = 0;
  const finish = (lines: InputLine[]) => {
    number += 1;
    if (bytes > maxBytes) lines.push({ number, text: null, fault: 'TOO_LONG' });
    else {
      const line = kept.length === 1 ? (kept[0] ?? Buffer.alloc(0)) : Buffer.concat(kept);
      const text = line.toString('utf8').replace(/\r$/, '');
      if (text.trim() !== '')
        lines.push(isUtf8(line) ? { number, text, fault: null } : { number, text: null, fault: 'NOT_UTF8' });
    }
    kept = [];
    bytes = 0;
  };
  for await (const piece of pieces) {
    const lines: InputLine[] = [];
    let from = 0;
    for (let end = piece.indexOf(NEWLINE); end >= 0; end = piece.indexOf(NEWLINE, from)) {
      bytes += end - from;
      if (bytes <= maxBytes) kept.push(piece.subarray(from, end));
      finish(lines);
      from = end + 1;
    }
    bytes += piece.length - from;
    if (bytes > maxBytes) kept = [];
    else if (from < piece.length) kept.push(Buffer.from(piece.subarray(from)));
    if (lines.length > 0) yield lines;
  }
  const last: InputLine[] = [];
  if (bytes > 0) finish(last);
  if (last.length > 0) yield last;
}
