import type { JobDefinition } from '@mizan/foundation/job-definition.js';

/** Imports that should be moving. Two at a time: each keeps one connection and one core busy. */
export const IMPORT_JOB: JobDefinition = {
  name: 'imports',
  concurrency: 2,
  attempts: 5,
  backoffMs: 5_000,
  timeoutMs: 12 * 3_600_000,
  due: `select id, due_at from import where state in ('waiting', 'running') and due_at <= $1::timestamptz`,
};
