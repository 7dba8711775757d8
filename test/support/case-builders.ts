import { randomBytes } from 'node:crypto';
import type { DataSource } from 'typeorm';
import { rows } from '@mizan/foundation/database.js';

/** A platform of its own; answers its id. */
export async function makePlatform(source: DataSource): Promise<string> {
  const code = `p${randomBytes(5).toString('hex')}`;
  const [row] = await rows<{ id: string }>(
    source.manager,
    `insert into platform (code, kind, name, connector) values ($1, 'telegram', $1, 'webhook') returning id`,
    [code],
  );
  if (!row) throw new Error('no platform was made');
  return row.id;
}

/** So many channels; answers their ids. */
export async function makeSubjects(source: DataSource, platformId: string, count: number): Promise<string[]> {
  const made = await rows<{ id: string }>(
    source.manager,
    `insert into subject (platform_id, kind, title) select $1, 'channel', 'Channel ' || n from generate_series(1, $2::int) n
     returning id`,
    [platformId, count],
  );
  return made.map((row) => row.id);
}
