// A desk's stand-in that can be killed: starts PostgreSQL (and Redis when asked) in a folder, prints one JSON line,
// stays until it is ended. Usage: node hold-services.mjs <folder> [redis] [without-guard]
import path from 'node:path';
import { loadEmbedded } from './compile-embedded.mjs';

const [folder, ...wishes] = process.argv.slice(2);
const { startPostgres, startRedis } = await loadEmbedded();
// Without PATH neither unshare nor setpriv is found, as on machines that have none.
if (wishes.includes('without-guard')) process.env.PATH = '';
const postgres = await startPostgres({ folder: path.join(folder, 'postgres') });
const redis = wishes.includes('redis') ? await startRedis({ folder: path.join(folder, 'redis') }) : null;
process.stdout.write(
  `${JSON.stringify({ url: postgres.url, postgresPid: postgres.pid, redisUrl: redis?.url, redisPid: redis?.pid })}\n`,
);
setInterval(() => undefined, 1_000);
