import { fork, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { mkdirSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { transformFileSync } from '@swc/core';
import type { JobBackendOptions } from '@mizan/foundation/job-backend.js';

const root = path.resolve(__dirname, '../..');

export interface WorkerProcess {
  readonly pid: number;
  /** Ends it as a crash would. */
  kill(): Promise<void>;
}

export interface WorkerFleet {
  /**
   * Starts a process that takes jobs of `name`. `hang`: takes a job and never ends it. `defer`: puts each job off three
   * times by 50 ms, then does it. `do`: does it. Doing = one row of `job_test` goes from not done to done.
   */
  start(name: string, mode: 'hang' | 'defer' | 'do'): Promise<WorkerProcess>;
  close(): Promise<void>;
}

/** Real worker processes on the project's own adapter, compiled for them, since a crash cannot be played in this process. */
export function workerFleet(backend: JobBackendOptions, databaseUrl: string): WorkerFleet {
  const folder = path.join(root, '.nx/test-workers', `${process.pid}-${Date.now()}`);
  compileFoundation(folder);
  writeFileSync(path.join(folder, 'worker.mjs'), WORKER);
  const children = new Set<ChildProcess>();
  return {
    start: async (name, mode) => {
      const child = fork(path.join(folder, 'worker.mjs'), [JSON.stringify({ backend, databaseUrl, name, mode })], {
        stdio: ['ignore', 'inherit', 'inherit', 'ipc'],
        execArgv: [],
      });
      children.add(child);
      await Promise.race([
        once(child, 'message'),
        once(child, 'exit').then(() => {
          throw new Error('the worker process ended at once');
        }),
      ]);
      return {
        pid: child.pid ?? 0,
        kill: async () => {
          const ended = once(child, 'exit');
          child.kill('SIGKILL');
          await ended;
          children.delete(child);
        },
      };
    },
    close: async () => {
      for (const child of children) {
        const ended = once(child, 'exit');
        child.kill('SIGKILL');
        await ended;
      }
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

function compileFoundation(folder: string): void {
  mkdirSync(folder, { recursive: true });
  writeFileSync(path.join(folder, 'package.json'), '{"type":"module"}');
  const source = path.join(root, 'libs/foundation/src');
  for (const name of readdirSync(source)) {
    if (
      !/^(job-|errors|logger|database|connection-loss|steady-data)[a-z-]*\.ts$/.test(name) ||
      name.endsWith('.spec.ts')
    )
      continue;
    const { code } = transformFileSync(path.join(source, name), {
      swcrc: false,
      module: { type: 'nodenext' },
      jsc: {
        target: 'es2022',
        parser: { syntax: 'typescript', decorators: true },
        transform: { legacyDecorator: true, decoratorMetadata: true, useDefineForClassFields: false },
      },
    });
    writeFileSync(path.join(folder, name.replace(/\.ts$/, '.js')), code);
  }
}

const WORKER = `
import pg from 'pg';
import { pino } from 'pino';
import { JobQueues } from './job-queues.js';
import { DeferJob } from './job-definition.js';
const { backend, databaseUrl, name, mode } = JSON.parse(process.argv[2]);
const pool = new pg.Pool({ connectionString: databaseUrl, max: 4 });
const queues = new JobQueues(backend, pino({ level: 'silent' }));
queues.work({
  definition: { name, concurrency: 4, attempts: 5, backoffMs: 100, timeoutMs: 60000, due: '' },
  process: async (id) => {
    const { rows } = await pool.query('update job_test set starts = starts + 1 where id = $1 returning starts', [id]);
    if (mode === 'hang') await new Promise(() => setInterval(() => undefined, 1000));
    if (mode === 'defer' && rows[0].starts <= 3) throw new DeferJob(new Date(Date.now() + 50));
    await pool.query(
      'with mine as (update job_test set done_at = clock_timestamp() where id = $1 and done_at is null returning id) insert into job_effect select id from mine',
      [id],
    );
  },
});
process.send('ready');
`;
