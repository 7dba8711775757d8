import { hash } from 'node:crypto';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import pino from 'pino';
import { AuditService } from '@mizan/audit/audit.service.js';
import { AuditVerifier } from '@mizan/audit/audit-verifier.service.js';
import { RootFile } from '@mizan/audit/root-file.js';
import { Sealer } from '@mizan/audit/sealer.js';
import { systemActor } from '@mizan/foundation/acting.js';
import { JobSchedules } from '@mizan/foundation/job-schedules.js';
import { newId } from '@mizan/foundation/ids.js';
import { createTestDatabase } from '../support/database.js';
import { inTurns, load, percentile, type BenchResult } from './bench-result.js';

const CLIENTS = 32;
const CASES = 20_000;
const TURN_MS = 4_000;
const PAIRS = 4;
/** Bytes of a row of the record as it is verified, and rows that the baseline of R5 hashes. */
const ROW_BYTES = 230;
const HASHED = 300_000;

const UPDATE = `update review_case set version = version + 1, updated_at = clock_timestamp() where id = $1 returning id`;
const DECIDE = `with updated as (
    update review_case set version = version + 1, updated_at = clock_timestamp() where id = $1 returning id, platform_id, round
  )
  insert into decision (id, platform_id, case_id, round, outcome, rationale, requires_second, grace_until)
  select $2::uuid, platform_id, id, round, 'no_violation', 'measured', false, clock_timestamp() + interval '30 seconds' from updated`;

/** P10: the decision's transaction with its audit and outbox rows while the record is being sealed, against an update alone. */
export async function run(): Promise<BenchResult[]> {
  const database = await createTestDatabase({ poolSize: CLIENTS + 4 });
  const source = database.dataSource;
  const folder = await mkdtemp(path.join(tmpdir(), 'mizan-bench-'));
  const logger = pino({ level: 'silent' });
  const roots = new RootFile(path.join(folder, 'roots.ndjson'));
  const sealer = new Sealer(source, roots, logger);
  const schedules = new JobSchedules(source, logger);
  schedules.register(sealer);
  try {
    const ids = await makeCases(source);
    const audit = new AuditService();
    const actor = systemActor('bench');
    const some = (): string => ids[Math.floor(Math.random() * ids.length)] ?? '';
    const p99: { ours: number[]; baseline: number[] } = { ours: [], baseline: [] };
    const measure = async (kind: 'ours' | 'baseline', work: () => Promise<void>): Promise<number> => {
      const { perSecond, took } = await load(CLIENTS, TURN_MS, work);
      p99[kind].push(percentile(took, 0.99));
      return perSecond;
    };
    const update = (): Promise<void> =>
      source.transaction(async (manager) => {
        await manager.query(UPDATE, [some()]);
      });
    const decide = (): Promise<void> =>
      source.transaction(async (manager) => {
        const id = some();
        const decisionId = newId();
        await manager.query(DECIDE, [id, decisionId]);
        await audit.record(manager, actor, {
          kind: 'decision.made',
          target: { kind: 'decision', id: decisionId },
          caseId: id,
          details: { outcome: 'no_violation' },
          events: [{ topic: 'decision.made', payload: { decisionId, caseId: id } }],
        });
      });
    await load(CLIENTS, 1_000, update);
    schedules.start();
    await load(CLIENTS, 1_000, decide);
    const pairs = await inTurns(
      PAIRS,
      () => measure('baseline', update),
      () => measure('ours', decide),
    );
    await schedules.stop();
    await sealer.run(new AbortController().signal);

    const slowest = { ours: percentile(p99.ours, 0.5), baseline: percentile(p99.baseline, 0.5) };
    const results: BenchResult[] = [
      {
        id: 'P10',
        what: `decision + outbox + sealed audit at ${CLIENTS} clients, against a bare update`,
        ...pairs,
        goal: '≥ 0.9',
        met: pairs.ratio >= 0.9,
        unit: 'transactions/s',
      },
      {
        id: 'P10b',
        what: 'the same, 99th percentile of one transaction',
        ours: slowest.ours,
        baseline: slowest.baseline,
        ratio: slowest.ours / slowest.baseline,
        goal: '≤ 1.5',
        met: slowest.ours / slowest.baseline <= 1.5,
        unit: 'ms',
      },
    ];
    return [...results, await verifying(source, roots)];
  } finally {
    await schedules.stop();
    await database.close();
    await rm(folder, { recursive: true, force: true });
  }
}

type Source = Awaited<ReturnType<typeof createTestDatabase>>['dataSource'];

/** R5: how fast the whole record is verified; the baseline is hashing as many rows and nodes of a tree in memory. */
async function verifying(source: Source, roots: RootFile): Promise<BenchResult> {
  await source.query(
    `insert into audit_event (kind, actor_kind, target_kind, target_id, case_id, details)
     select 'decision.made', 'system', 'decision', gen_random_uuid(), gen_random_uuid(), '{"outcome": "no_violation", "part": "bench"}'
     from generate_series(1, 300000)`,
  );
  const sealer = new Sealer(source, roots, pino({ level: 'silent' }));
  const verifier = new AuditVerifier(source, roots);
  // Any older transaction, the server's own upkeep included, holds the newest rows back for a while.
  do await sealer.run(new AbortController().signal);
  while ((await verifier.verify()).unsealedRows > 0);
  const pairs = await inTurns(
    3,
    async () => {
      const row = Buffer.alloc(ROW_BYTES, 7);
      const node = row.subarray(0, 65);
      const from = performance.now();
      for (let n = 0; n < HASHED; n += 1) {
        hash('sha256', row, 'binary');
        hash('sha256', node, 'binary');
      }
      return HASHED / ((performance.now() - from) / 1_000);
    },
    async () => {
      const found = await verifier.verify();
      if (!found.ok) throw new Error(`the record does not verify: ${found.firstBad}`);
      return found.checkedRows / (found.tookMs / 1_000);
    },
  );
  return {
    id: 'R5',
    what: 'verifying the whole record, against two hashes a row in memory',
    ...pairs,
    goal: '≥ 300,000 rows/s',
    met: pairs.ours >= 300_000,
    unit: 'rows/s',
  };
}

async function makeCases(source: Source): Promise<string[]> {
  const [platform] = await source.query(
    `insert into platform (code, kind, name, connector) values ('bench', 'telegram', 'bench', 'webhook') returning id`,
  );
  const [queue] = await source.query(`select id from queue limit 1`);
  const queueId: string =
    queue?.id ??
    (await source.query(`insert into queue (code, names) values ('bench', '{"en": "Bench"}') returning id`))[0].id;
  const made: { id: string }[] = await source.query(
    `with subjects as (
       insert into subject (platform_id, kind, title) select $1, 'channel', 'Channel ' || n from generate_series(1, $2::int) n
       returning id
     )
     insert into review_case (platform_id, subject_id, queue_id, rank, due_at)
     select $1, id, $3, 0, clock_timestamp() + interval '1 day' from subjects returning id`,
    [platform.id, CASES, queueId],
  );
  return made.map((row) => row.id);
}
