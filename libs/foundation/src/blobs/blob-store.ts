import { mkdir, open, readFile, readdir, rename, rm, stat } from 'node:fs/promises';
import path from 'node:path';
import { randomUUID } from 'node:crypto';

/** Keeps encrypted bytes under the hash of what they were before encryption. */
export interface BlobStore {
  /** Resolves once the disk has it. Writing the same hash twice is harmless. */
  write(sha256: string, sealed: Uint8Array): Promise<void>;
  /** Null when it is not there. */
  read(sha256: string): Promise<Buffer | null>;
  remove(sha256: string): Promise<void>;
  /** Hashes of everything that was written before that time. */
  olderThan(time: Date): AsyncIterable<string>;
}

/** Files below one folder, in 256 folders by the first byte of the hash. */
export class FolderBlobStore implements BlobStore {
  constructor(private readonly folder: string) {}

  async write(sha256: string, sealed: Uint8Array): Promise<void> {
    const target = this.pathOf(sha256);
    const folder = path.dirname(target);
    await mkdir(folder, { recursive: true, mode: 0o700 });
    const written = path.join(folder, `.${randomUUID()}`);
    const file = await open(written, 'wx', 0o600);
    try {
      await file.writeFile(sealed);
      await file.sync();
    } finally {
      await file.close();
    }
    await rename(written, target);
    // The name is safe only once its folder is on the disk.
    const directory = await open(folder, 'r');
    await directory.sync().finally(() => directory.close());
  }

  async read(sha256: string): Promise<Buffer | null> {
    return readFile(this.pathOf(sha256)).catch(absent);
  }

  async remove(sha256: string): Promise<void> {
    await rm(this.pathOf(sha256), { force: true });
  }

  async *olderThan(time: Date): AsyncGenerator<string> {
    for (const folder of (await readdir(this.folder).catch(absent)) ?? []) {
      for (const name of (await readdir(path.join(this.folder, folder)).catch(absent)) ?? []) {
        const file = path.join(this.folder, folder, name);
        const found = await stat(file).catch(absent);
        if (!found || found.mtime >= time) continue;
        if (/^[0-9a-f]{64}$/.test(name)) yield name;
        // What a crash left half written.
        else await rm(file, { force: true });
      }
    }
  }

  private pathOf(sha256: string): string {
    if (!/^[0-9a-f]{64}$/.test(sha256)) throw new Error('Not a hash.');
    return path.join(this.folder, sha256.slice(0, 2), sha256);
  }
}

function absent(error: unknown): null {
  if (error !== null && typeof error === 'object' && 'code' in error && error.code === 'ENOENT') return null;
  throw error;
}
