import { FileFault } from './intake.errors.js';
import { readCsv } from './csv-items.js';
import { readJsonItems, readNdjson, type InputItem } from './input-items.js';

/** Rows of a referral batch: a JSON list, NDJSON or CSV, told apart by the first character that is no white space. */
export async function* readReferrals(pieces: AsyncIterable<Buffer>): AsyncGenerator<InputItem[]> {
  const iterator = pieces[Symbol.asyncIterator]();
  const held: Buffer[] = [];
  let first: number | undefined;
  while (first === undefined) {
    const next = await iterator.next();
    if (next.done) break;
    held.push(next.value);
    first = next.value.find((byte) => ![0x20, 0x0a, 0x0d, 0x09, 0xef, 0xbb, 0xbf].includes(byte));
  }
  if (first === undefined)
    throw new FileFault('FILE_NOT_REFERRALS', 'The file is empty', { offset: 0, line: 1, column: 1 });
  const all = (async function* bytes() {
    yield* held;
    for (let next = await iterator.next(); !next.done; next = await iterator.next()) yield next.value;
  })();
  if (first === 0x5b) yield* readJsonItems(all);
  else if (first === 0x7b) yield* readNdjson(all);
  else yield* readCsv(all);
}
