import { z } from 'zod';
import { IDENTIFIER_KINDS, type IdentifierKind } from './identifier-rules.js';

/** An entry as files carry it: platforms by their code. */
export interface FileEntry {
  readonly class: string;
  readonly basis: string | null;
  readonly name: string;
  readonly organisation: string;
  readonly contact: string;
  readonly note: string;
  readonly identifiers: readonly {
    readonly platform: string | null;
    readonly kind: IdentifierKind;
    readonly value: string;
  }[];
  readonly declaration: Readonly<Record<string, unknown>> | null;
}

/** A line that could be read, or what is wrong with it. Lines are counted from 1 as an editor shows them. */
export type FileLine =
  | { readonly line: number; readonly entry: FileEntry }
  | { readonly line: number; readonly field: string; readonly message: string };

export const COLUMNS = [
  'class',
  'basis',
  'name',
  'organisation',
  'contact',
  'note',
  'identifiers',
  'declaration',
] as const;

const ENTRY = z.object({
  class: z.string(),
  basis: z.string().nullish(),
  name: z.string().default(''),
  organisation: z.string().default(''),
  contact: z.string().default(''),
  note: z.string().default(''),
  identifiers: z.array(z.object({ platform: z.string().nullish(), kind: z.enum(IDENTIFIER_KINDS), value: z.string() })),
  declaration: z.record(z.string(), z.unknown()).nullish(),
});

/** Reads one entry of a JSON file. */
export function readJsonEntry(value: unknown, line: number): FileLine {
  const read = ENTRY.safeParse(value);
  if (!read.success) {
    const [issue] = read.error.issues;
    return { line, field: issue?.path.join('.') || 'entry', message: issue?.message ?? 'This is no entry.' };
  }
  const { basis, declaration, identifiers, ...rest } = read.data;
  return {
    line,
    entry: {
      ...rest,
      basis: basis ?? null,
      declaration: declaration ?? null,
      identifiers: identifiers.map(({ platform, ...one }) => ({ ...one, platform: platform ?? null })),
    },
  };
}

/** Records of a CSV text (RFC 4180) with the line on which each begins; null when a quote is never closed. */
export function parseCsv(text: string): { line: number; cells: string[] }[] | null {
  const records: { line: number; cells: string[] }[] = [];
  let [cells, cell, quoted, line, begun]: [string[], string, boolean, number, number] = [[], '', false, 1, 1];
  const endRecord = () => {
    cells.push(cell);
    if (cells.length > 1 || cells[0] !== '') records.push({ line: begun, cells });
    [cells, cell] = [[], ''];
  };
  for (let at = 0; at < text.length; at += 1) {
    const letter = text[at] ?? '';
    if (letter === '\n') line += 1;
    if (quoted) {
      if (letter !== '"') cell += letter;
      else if (text[at + 1] === '"') {
        cell += '"';
        at += 1;
      } else quoted = false;
    } else if (letter === '"' && cell === '') quoted = true;
    else if (letter === ',') {
      cells.push(cell);
      cell = '';
    } else if (letter === '\n') {
      endRecord();
      begun = line;
    } else if (letter !== '\r') cell += letter;
  }
  if (quoted) return null;
  if (cell !== '' || cells.length > 0) endRecord();
  return records;
}

/** Reads a CSV text whose first record names COLUMNS in any order; `firstLine` is the line that its text begins on. */
export function readCsv(text: string, firstLine = 1): FileLine[] {
  const records = parseCsv(text);
  if (records === null) return [{ line: firstLine, field: 'file', message: 'A quotation mark is never closed.' }];
  const [head, ...rest] = records;
  const names = (head?.cells ?? []).map((name) => name.trim().toLowerCase());
  for (const needed of ['class', 'identifiers'] as const) {
    if (!names.includes(needed))
      return [{ line: firstLine, field: needed, message: `The column ${needed} is missing.` }];
  }
  return rest.map(({ line, cells }) => {
    const cell = (name: (typeof COLUMNS)[number]) => uncell(cells[names.indexOf(name)] ?? '').trim();
    const at = line + firstLine - 1;
    const identifiers = readIdentifiers(cell('identifiers'));
    if (identifiers === null)
      return { line: at, field: 'identifiers', message: 'Write platform/kind:value, several with | between them.' };
    const declaration = readDeclaration(cell('declaration'));
    if (declaration === undefined) return { line: at, field: 'declaration', message: 'This is no JSON object.' };
    return readJsonEntry(
      {
        class: cell('class'),
        basis: cell('basis') || null,
        name: cell('name'),
        organisation: cell('organisation'),
        contact: cell('contact'),
        note: cell('note'),
        identifiers,
        declaration,
      },
      at,
    );
  });
}

/** The text of a CSV file. */
export function writeCsv(entries: readonly FileEntry[]): string {
  const lines = entries.map((entry) =>
    [
      entry.class,
      entry.basis ?? '',
      entry.name,
      entry.organisation,
      entry.contact,
      entry.note,
      entry.identifiers.map(writeIdentifier).join(' | '),
      entry.declaration ? JSON.stringify(entry.declaration) : '',
    ]
      .map(quoteCell)
      .join(','),
  );
  return `${[COLUMNS.join(','), ...lines].join('\r\n')}\r\n`;
}

function writeIdentifier(one: FileEntry['identifiers'][number]): string {
  return `${one.platform ?? '*'}/${one.kind}:${one.value.replaceAll('\\', '\\\\').replaceAll('|', '\\|')}`;
}

function readIdentifiers(text: string): { platform: string | null; kind: string; value: string }[] | null {
  const parts = (text.match(/(?:\\.|[^|\\])+/gs) ?? []).map((part) => part.trim()).filter((part) => part !== '');
  const read = parts.map((part) => /^([^/:\s]+)\/([a-z]+):(.+)$/s.exec(part));
  if (read.some((found) => found === null)) return null;
  return read.map((found) => ({
    platform: found?.[1] === '*' ? null : (found?.[1] ?? null),
    kind: found?.[2] ?? '',
    value: (found?.[3] ?? '').replace(/\\(.)/gs, '$1').trim(),
  }));
}

function readDeclaration(text: string): unknown {
  if (text === '') return null;
  try {
    const read: unknown = JSON.parse(text);
    return typeof read === 'object' && read !== null && !Array.isArray(read) ? read : undefined;
  } catch {
    return undefined;
  }
}

/** Spreadsheets run what begins like a formula: such a cell gets an apostrophe before it (OWASP, CSV injection). */
function quoteCell(value: string): string {
  const safe = /^[=+\-@\t\r']/.test(value) ? `'${value}` : value;
  return /[",\r\n]|^\s|\s$/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
}

function uncell(value: string): string {
  return /^'[=+\-@\t\r']/.test(value) ? value.slice(1) : value;
}
