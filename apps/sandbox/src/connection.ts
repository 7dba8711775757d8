import { readFileSync, statSync } from 'node:fs';
import path from 'node:path';
import { z } from 'zod';

/** File in the data folder by which the desk and the sandbox are introduced to each other. */
export const CONNECTION_FILE = 'connection.json';

const CONNECTION = z.object({
  /** Signing secrets by platform; several while one is being rotated. */
  secrets: z.record(z.string(), z.array(z.string())).default({}),
  /** Address of the desk and an API key for reports by platform. */
  desk: z.object({ url: z.url(), keys: z.record(z.string(), z.string()) }).nullish(),
});
export type Connection = z.infer<typeof CONNECTION>;

const NOTHING: Connection = { secrets: {}, desk: null };

/** Reads the connection file again whenever it changed, so that neither side has to start first. */
export class ConnectionFile {
  private readonly file: string;
  private stamp = '';
  private current: Connection = NOTHING;

  constructor(dataFolder: string) {
    this.file = path.join(dataFolder, CONNECTION_FILE);
  }

  /** Empty while there is no file; the last good one while the file cannot be read. */
  read(): Connection {
    try {
      const { mtimeMs, size } = statSync(this.file);
      const stamp = `${mtimeMs}/${size}`;
      if (stamp !== this.stamp) {
        this.current = CONNECTION.parse(JSON.parse(readFileSync(this.file, 'utf8')));
        this.stamp = stamp;
      }
    } catch {
      return this.current;
    }
    return this.current;
  }
}
