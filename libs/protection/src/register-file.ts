import type { KeyObject } from 'node:crypto';
import { canonicalJson } from '@mizan/foundation/ids.js';
import { readCsv, readJsonEntry, writeCsv, type FileEntry, type FileLine } from './register-file-rules.js';
import { isSignedBy, signerOf, signText } from './register-signature.js';

export const REGISTER_FORMAT = 'mizan-register/1';
const CSV_HEAD = /^#mizan-register\/1;signer=([\w-]+);signature=([\w-]+)\r?\n/;

/** Who signed a file: `none` for a plain table, as an association of the press would send it. */
export type FileSigner = { readonly kind: 'none' } | { readonly kind: 'signed'; readonly signer: string };

export type ReadFile =
  | { readonly signer: FileSigner; readonly lines: readonly FileLine[] }
  | { readonly refused: 'signature' | 'format'; readonly message: string };

/** The file, signed as a whole: a changed letter is found. */
export function writeRegisterFile(
  format: 'csv' | 'json',
  entries: readonly FileEntry[],
  key: KeyObject,
  exportedAt: Date,
): string {
  const signer = signerOf(key);
  if (format === 'csv') {
    const body = writeCsv(entries);
    return `#${REGISTER_FORMAT};signer=${signer};signature=${signText(key, body)}\r\n${body}`;
  }
  const content = { format: REGISTER_FORMAT, exportedAt: exportedAt.toISOString(), signer, entries };
  return `${JSON.stringify({ ...content, signature: signText(key, canonicalJson(content)) }, null, 2)}\n`;
}

/** Reads either format; a signature that does not fit refuses the whole file. */
export function readRegisterFile(text: string): ReadFile {
  const plain = text.replace(/^\uFEFF/, '');
  return /^\s*\{/.test(plain) ? readJson(plain) : readTable(plain);
}

function readTable(text: string): ReadFile {
  if (!text.startsWith('#')) return { signer: { kind: 'none' }, lines: readCsv(text) };
  const head = CSV_HEAD.exec(text);
  if (!head) return { refused: 'format', message: 'The first line is not that of a register file.' };
  const body = text.slice(head[0].length);
  const signer = head[1] ?? '';
  if (!isSignedBy(signer, head[2] ?? '', body)) return NOT_SIGNED;
  return { signer: { kind: 'signed', signer }, lines: readCsv(body, 2) };
}

function readJson(text: string): ReadFile {
  let read: unknown;
  try {
    read = JSON.parse(text);
  } catch {
    return { refused: 'format', message: 'This is no JSON.' };
  }
  if (typeof read !== 'object' || read === null || !('entries' in read) || !Array.isArray(read.entries))
    return { refused: 'format', message: 'The list `entries` is missing.' };
  const lines = read.entries.map((entry: unknown, place: number) => readJsonEntry(entry, place + 1));
  if (!('signature' in read)) return { signer: { kind: 'none' }, lines };
  const { signature, ...content } = read;
  const signer = 'signer' in content ? content.signer : null;
  if (typeof signature !== 'string' || typeof signer !== 'string') return NOT_SIGNED;
  return isSignedBy(signer, signature, canonicalJson(content))
    ? { signer: { kind: 'signed', signer }, lines }
    : NOT_SIGNED;
}

const NOT_SIGNED: ReadFile = { refused: 'signature', message: 'The signature does not fit: the file was changed.' };
