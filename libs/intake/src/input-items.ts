import { FileFault } from './intake.errors.js';
import { JsonScanner } from './json-scanner.js';
import { readLines } from './line-reader.js';
import type { LineFault } from './flag-schemas.js';

/** One item of what somebody sent: a value, or why there is none. `raw` is what was written, cut short. */
export interface InputItem {
  /** Line of a stream of lines, or place in a list; from 1. */
  readonly line: number;
  readonly value: unknown;
  readonly fault: LineFault | null;
  readonly raw: string | null;
}

/** How much of a refused line is kept to be shown, in characters. */
const RAW_LENGTH = 500;

/** Items of an NDJSON stream; a line that is no JSON is an item with a fault, the others are not touched by it. */
export async function* readNdjson(pieces: AsyncIterable<Buffer>): AsyncGenerator<InputItem[]> {
  for await (const lines of readLines(pieces)) {
    yield lines.map(({ number, text, fault }) => {
      if (text === null) {
        const message = fault === 'TOO_LONG' ? 'The line is longer than 1 MiB.' : 'The line is not UTF-8.';
        return { line: number, value: null, fault: { field: null, code: fault ?? 'NOT_JSON', message }, raw: null };
      }
      try {
        return { line: number, value: JSON.parse(text) as unknown, fault: null, raw: text.slice(0, RAW_LENGTH) };
      } catch {
        const raw = text.slice(0, RAW_LENGTH);
        return {
          line: number,
          value: null,
          fault: { field: null, code: 'NOT_JSON', message: 'The line is no JSON.' },
          raw,
        };
      }
    });
  }
}

/**
 * Items of a JSON list of any length, or the one item of a single object. Throws FileFault when the text is broken:
 * what came before that has been given out.
 */
export async function* readJsonItems(
  pieces: AsyncIterable<Buffer>,
  onShape?: (shape: 'list' | 'single') => void,
): AsyncGenerator<InputItem[]> {
  let found: InputItem[] = [];
  let single = true;
  const scanner = new JsonScanner({
    maxValueBytes: 1_048_576,
    choose: (path) => (path.length === 0 && !single ? 'enter' : 'capture'),
    onValue: (path, value) => {
      const line = typeof path[0] === 'number' ? path[0] + 1 : 1;
      found.push({ line, value, fault: null, raw: JSON.stringify(value).slice(0, RAW_LENGTH) });
    },
  });
  let begun = false;
  for await (const piece of pieces) {
    if (!begun) {
      const first = piece.find((byte) => ![0x20, 0x0a, 0x0d, 0x09, 0xef, 0xbb, 0xbf].includes(byte));
      begun = first !== undefined;
      single = first !== 0x5b;
      if (begun) onShape?.(single ? 'single' : 'list');
    }
    scanner.write(piece);
    if (found.length > 0) yield found;
    found = [];
  }
  scanner.end();
  if (found.length > 0) yield found;
}

/** The fault of a broken body as a line's fault, with its place. */
export function bodyFault(error: FileFault): LineFault {
  return { field: null, code: error.code, message: error.message };
}
