import { Readable } from 'node:stream';
import { CsvError, parse } from 'csv-parse';
import { FileFault } from './intake.errors.js';
import type { InputItem } from './input-items.js';
import { REFERRAL_COLUMNS } from './referral-rules.js';

/** How much of a refused line is kept to be shown, in characters. */
const RAW_LENGTH = 500;
const MAX_RECORD_BYTES = 1_048_576;
/** Records handed on together. */
const GATHERED = 500;

interface Parsed {
  readonly record: readonly string[];
  readonly raw: string;
  readonly info: { readonly lines: number };
}

/**
 * Rows of a CSV file as items, by the names in its first line; separated by comma, semicolon or tab, whichever the first
 * line holds most. A row that breaks the form is an item with a fault. Throws FileFault when the first line names no `url`.
 */
export async function* readCsv(pieces: AsyncIterable<Buffer>): AsyncGenerator<InputItem[]> {
  const [head, all] = await withHead(pieces);
  const parser = parse({
    bom: true,
    delimiter: delimiterOf(head),
    info: true,
    raw: true,
    record_delimiter: ['\r\n', '\n'],
    relax_column_count: true,
    relax_quotes: true,
    skip_empty_lines: true,
    skip_records_with_error: true,
    max_record_size: MAX_RECORD_BYTES,
  });
  let found: InputItem[] = [];
  parser.on('skip', (error: CsvError) => found.push(brokenRow(error, '')));
  const feeding = Readable.from(all).on('error', (error) => parser.destroy(error));
  feeding.pipe(parser);
  let names: string[] | null = null;
  try {
    for await (const parsed of parser) {
      const { record, raw, info }: Parsed = parsed;
      if (names === null) {
        names = record.map((name) => name.trim().toLowerCase());
        if (!names.includes('url')) throw notReferrals();
        continue;
      }
      found.push({
        line: firstLine(info.lines, raw),
        value: rowOf(names, record),
        fault: null,
        raw: raw.trimEnd().slice(0, RAW_LENGTH),
      });
      if (found.length >= GATHERED) {
        yield found;
        found = [];
      }
    }
  } catch (error) {
    if (!(error instanceof CsvError)) throw error;
    found.push(brokenRow(error, ''));
  }
  if (names === null) throw notReferrals();
  if (found.length > 0) yield found.sort((a, b) => a.line - b.line);
}

function rowOf(names: readonly string[], record: readonly string[]): Record<string, string> {
  const row: Record<string, string> = {};
  for (const column of REFERRAL_COLUMNS) {
    const value = record[names.indexOf(column)];
    if (value !== undefined) row[column] = value;
  }
  return row;
}

/** The parser tells the last line of a row; rows may span several. */
function firstLine(lastLine: number, raw: string): number {
  return lastLine - (raw.trim().match(/\n/g)?.length ?? 0);
}

function brokenRow(error: CsvError, raw: string): InputItem {
  const line = typeof error['lines'] === 'number' ? error['lines'] : 1;
  return {
    line,
    value: null,
    fault: { field: null, code: 'NOT_CSV', message: 'The row breaks the form of the file.' },
    raw,
  };
}

function notReferrals(): FileFault {
  return new FileFault('FILE_NOT_REFERRALS', 'The first line names no column url', { offset: 0, line: 1, column: 1 });
}

async function withHead(pieces: AsyncIterable<Buffer>): Promise<[string, AsyncGenerator<Buffer>]> {
  const iterator = pieces[Symbol.asyncIterator]();
  let head = Buffer.alloc(0);
  let ended = false;
  while (!ended && head.length < 65_536 && !head.includes(0x0a)) {
    const next = await iterator.next();
    if (next.done) ended = true;
    else head = Buffer.concat([head, next.value]);
  }
  const [line = ''] = head.toString('utf8').split(/\r?\n/, 1);
  return [
    line,
    (async function* all() {
      yield head;
      for (let next = await iterator.next(); !next.done; next = await iterator.next()) yield next.value;
    })(),
  ];
}

function delimiterOf(head: string): string {
  const counted = [',', ';', '\t'].map((mark) => ({ mark, count: head.split(mark).length }));
  counted.sort((a, b) => b.count - a.count);
  return counted[0]?.mark ?? ',';
}
