// Once for the whole run: one PostgreSQL server for all suites, in a folder that goes away at the end. Crash safety is
// off; suites about crashes start their own server.
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { loadEmbedded } from './compile-embedded.mjs';

export default async function startDatabaseServer() {
  if (process.env.TEST_DATABASE_URL) return;
  globalThis.mizanDatabaseServer ??= start();
  const { server } = await globalThis.mizanDatabaseServer;
  process.env.TEST_DATABASE_URL = server.url;
}

async function start() {
  const { startPostgres } = await loadEmbedded();
  const folder = await mkdtemp(path.join(tmpdir(), 'mizan-test-'));
  try {
    const server = await startPostgres({
      folder,
      settings: { fsync: 'off', synchronous_commit: 'off', full_page_writes: 'off', max_wal_size: '256MB' },
    });
    return { server, folder };
  } catch (error) {
    await rm(folder, { recursive: true, force: true });
    throw error;
  }
}
