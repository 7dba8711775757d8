import { createReadStream } from 'node:fs';
import { mkdir, open } from 'node:fs/promises';
import path from 'node:path';
import { createInterface } from 'node:readline';
import { parseRootLine, type RootLine } from './root-line.js';

/** How much of the end of the file is looked at for the last line. */
const TAIL_BYTES = 4_096;

/**
 * The file that receives every sealed root, one JSON line each. It lies outside the database, so that whoever can change
 * the record cannot also change what was published about it. Lines are only ever appended.
 */
export class RootFile {
  constructor(readonly path: string) {}

  /** Id of the last seal that was published; null when none was. */
  async lastSeal(): Promise<string | null> {
    const file = await open(this.path, 'r').catch(absent);
    if (!file) return null;
    try {
      const { size } = await file.stat();
      const length = Math.min(size, TAIL_BYTES);
      const { buffer } = await file.read(Buffer.alloc(length), 0, length, size - length);
      const lines = buffer.toString('utf8').split('\n');
      for (const line of lines.reverse()) {
        const parsed = line === '' ? null : parseRootLine(line);
        if (parsed) return parsed.seal;
      }
      return null;
    } finally {
      await file.close();
    }
  }

  /** Appends and waits until the disk has it. A line that a crash cut off is ended first, so that it spoils no other. */
  async append(lines: readonly RootLine[]): Promise<void> {
    if (lines.length === 0) return;
    await mkdir(path.dirname(this.path), { recursive: true });
    const file = await open(this.path, 'a+', 0o600);
    try {
      const { size } = await file.stat();
      const last = size === 0 ? null : await file.read(Buffer.alloc(1), 0, 1, size - 1);
      const cutOff = last !== null && last.buffer.toString('latin1') !== '\n';
      await file.write(`${cutOff ? '\n' : ''}${lines.map((line) => `${JSON.stringify(line)}\n`).join('')}`);
      await file.datasync();
    } finally {
      await file.close();
    }
  }

  /** Every line in order; null for one that is not whole. Nothing at all when the file is not there. */
  async *lines(): AsyncGenerator<RootLine | null> {
    const file = await open(this.path, 'r').catch(absent);
    if (!file) return;
    await file.close();
    for await (const line of createInterface({ input: createReadStream(this.path), crlfDelay: Infinity })) {
      if (line !== '') yield parseRootLine(line);
    }
  }

  async exists(): Promise<boolean> {
    const file = await open(this.path, 'r').catch(absent);
    await file?.close();
    return file !== null;
  }
}

function absent(error: unknown): null {
  if (error !== null && typeof error === 'object' && 'code' in error && error.code === 'ENOENT') return null;
  throw error;
}
