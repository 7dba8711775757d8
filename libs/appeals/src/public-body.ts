import type { IncomingMessage } from 'node:http';
import { Busboy, type BusboyFileStream, type BusboyInstance } from '@fastify/busboy';
import { MAX_FILE_BYTES, MAX_FILES } from './public-file-rules.js';

/** A file as it was sent. */
export interface SentFile {
  readonly name: string;
  readonly bytes: Buffer;
}

/** What came with a form, as far as it could be read. */
export interface SentForm {
  readonly fields: ReadonlyMap<string, readonly string[]>;
  readonly files: readonly SentFile[];
  readonly faults: ReadonlySet<BodyFault>;
}

/** `busy`: too much is being received at the moment. */
export type BodyFault = 'unreadable' | 'too_large' | 'file_too_big' | 'too_many_files' | 'field_too_long' | 'busy';

/** Everything that is read of one body; what comes after is thrown away. */
const MOST_BYTES = 33_554_432;
/** Bodies that say they are longer are not read at all. */
export const REFUSED_BYTES = 104_857_600;
/** Four bytes for each character of the longest field, and some more. */
const MAX_FIELD_BYTES = 100_000;
const LIMITS = {
  fieldNameSize: 100,
  fieldSize: MAX_FIELD_BYTES,
  fields: 60,
  fileSize: MAX_FILE_BYTES,
  files: MAX_FILES,
  parts: 80,
  headerPairs: 40,
  headerSize: 8_192,
};

/** Bytes of files that all requests of this process may hold at the same time. */
export class MemoryBudget {
  private held = 0;

  constructor(private readonly bytes = 134_217_728) {}

  /** False when it does not fit. */
  take(bytes: number): boolean {
    if (this.held + bytes > this.bytes) return false;
    this.held += bytes;
    return true;
  }

  giveBack(bytes: number): void {
    this.held -= bytes;
  }
}

/**
 * Reads a form (multipart or urlencoded) to its end and never throws for what was sent: what could not be read is named in
 * `faults`, and what could be is given. Files are held in memory until `release` is called.
 */
export async function readForm(
  request: IncomingMessage,
  contentType: string,
  budget: MemoryBudget,
  keepFiles: boolean,
): Promise<{ sent: SentForm; release: () => void }> {
  const fields = new Map<string, string[]>();
  const files: SentFile[] = [];
  const faults = new Set<BodyFault>();
  let held = 0;
  const done = () => ({
    sent: { fields, files, faults },
    release: () => {
      budget.giveBack(held);
      held = 0;
      files.length = 0;
    },
  });

  const parser = parserOf(contentType);
  if (parser === null) {
    faults.add('unreadable');
    for await (const piece of request) void piece;
    return done();
  }
  let open = true;
  const ended = new Promise<void>((resolve) => {
    const end = () => {
      open = false;
      resolve();
    };
    parser.once('finish', end);
    parser.once('close', end);
    parser.on('error', () => {
      faults.add('unreadable');
      end();
    });
  });
  parser.on('field', (name: string, value: string, nameCut: boolean, valueCut: boolean) => {
    if (nameCut) return;
    if (valueCut) faults.add('field_too_long');
    const known = fields.get(name);
    if (known) known.push(value);
    else fields.set(name, [value]);
  });
  parser.on('filesLimit', () => faults.add('too_many_files'));
  parser.on('fieldsLimit', () => faults.add('unreadable'));
  parser.on('partsLimit', () => faults.add('unreadable'));
  parser.on('file', (_field: string, stream: BusboyFileStream, name: string | undefined) => {
    const pieces: Buffer[] = [];
    const called = name ?? '';
    let keeping = keepFiles && called !== '';
    stream.on('error', () => faults.add('unreadable'));
    stream.on('limit', () => {
      faults.add('file_too_big');
      keeping = false;
    });
    stream.on('data', (piece: Buffer) => {
      if (!keeping) return;
      if (!budget.take(piece.length)) {
        faults.add('busy');
        keeping = false;
        return;
      }
      held += piece.length;
      pieces.push(piece);
    });
    stream.on('end', () => {
      const bytes = Buffer.concat(keeping ? pieces : []);
      pieces.length = 0;
      if (bytes.length > 0) files.push({ name: called, bytes });
    });
  });

  let size = 0;
  try {
    for await (const piece of request) {
      const bytes = Buffer.isBuffer(piece) ? piece : Buffer.from(String(piece));
      size += bytes.length;
      if (size > MOST_BYTES) faults.add('too_large');
      else if (open && !(await taken(parser, bytes, ended))) {
        faults.add('unreadable');
        open = false;
      }
    }
  } catch {
    faults.add('unreadable');
  }
  if (!open) return done();
  parser.end();
  // What ends inside a part may never say so.
  await Promise.race([ended, new Promise((resolve) => setTimeout(resolve, 1_000).unref())]);
  if (open) faults.add('unreadable');
  return done();
}

function parserOf(contentType: string): BusboyInstance | null {
  if (!/^(multipart\/form-data|application\/x-www-form-urlencoded)\s*(;|$)/i.test(contentType)) return null;
  try {
    return new Busboy({ headers: { 'content-type': contentType }, limits: LIMITS });
  } catch {
    return null;
  }
}

/** False when the parser fails, or stands still although everything it gives is read: then the form is damaged. */
async function taken(parser: BusboyInstance, bytes: Buffer, ended: Promise<void>): Promise<boolean> {
  try {
    if (parser.write(bytes)) return true;
  } catch {
    return false;
  }
  const moved = new Promise<boolean>((resolve) => parser.once('drain', () => resolve(true)));
  const still = new Promise<boolean>((resolve) => setTimeout(() => resolve(false), 1_000).unref());
  return Promise.race([moved, ended.then(() => true), still]);
}
