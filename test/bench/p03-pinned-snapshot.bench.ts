import { CLAIM_ALONE } from '@mizan/cases/claim-statement.js';
import { startCaseDesk, type CaseDesk } from '../support/case-desk.js';
import { explainGeneric, findingBuffers } from '../support/explain.js';
import { fillQueues } from '../support/open-cases.js';
import { percentile, type BenchResult } from './bench-result.js';

const CLAIMS = 20_000;
const CLIENTS = 8;
const SAMPLE = 500;

/** P3: a queue is worked while somebody holds an old snapshot, so that nothing that was taken can be cleaned away. */
export async function run(): Promise<BenchResult[]> {
  const desk = await startCaseDesk({ poolSize: CLIENTS + 4 });
  try {
    const queueId = await desk.makeQueue();
    await fillQueues(desk.source, desk.platformId, [queueId], CLAIMS + 10_000);
    await desk.analyse();
    await desk.keeper.recomputeHeads();
    const mover = setInterval(() => void desk.keeper.advanceHeads(), 500);
    try {
      return await measure(desk, queueId);
    } finally {
      clearInterval(mover);
    }
  } finally {
    await desk.close();
  }
}

async function measure(desk: CaseDesk, queueId: string): Promise<BenchResult[]> {
  const unpinned = await claims(desk, queueId, SAMPLE * 2);
  const pinned = desk.source.createQueryRunner();
  await pinned.startTransaction('REPEATABLE READ');
  await pinned.query('select count(*) from queue');
  const use = setInterval(() => void pinned.query('select 1'), 1_000);
  try {
    const took = await claims(desk, queueId, CLAIMS);
    await desk.keeper.advanceHeads();
    const person = await desk.makePerson();
    const literals = [`'${queueId}'`, `'${person.id}'`, `'{moderator}'`, 'false', '600', '3'];
    const plan = await desk.within((manager) => explainGeneric(manager, CLAIM_ALONE.text, literals));
    await desk.source.query('update queue_head set head = -9223372036854775808 where queue_id = $1', [queueId]);
    const without = await desk.within((manager) => explainGeneric(manager, CLAIM_ALONE.text, literals));
    const [ours, baseline] = [findingBuffers(plan), findingBuffers(without)];
    const p50 = { ours: percentile(took.slice(-SAMPLE), 0.5), baseline: percentile(unpinned.slice(-SAMPLE), 0.5) };
    return [
      {
        id: 'P3',
        what: `buffers to find the next case after ${CLAIMS.toLocaleString('en')} claims under an old snapshot; beside it the same without the watermark`,
        ours,
        baseline,
        ratio: ours / baseline,
        goal: '≤ 25 buffers',
        met: ours <= 25,
        unit: 'buffers',
      },
      {
        id: 'P3b',
        what: 'median claim then, against the median without the old snapshot',
        ...p50,
        ratio: p50.ours / p50.baseline,
        goal: '≤ 1.3',
        met: p50.ours / p50.baseline <= 1.3,
        unit: 'ms',
      },
    ];
  } finally {
    clearInterval(use);
    await pinned.rollbackTransaction();
    await pinned.release();
  }
}

async function claims(desk: CaseDesk, queueId: string, count: number): Promise<number[]> {
  const people = await Promise.all(Array.from({ length: CLIENTS }, () => desk.makePerson()));
  const took: number[] = [];
  let left = count;
  await Promise.all(
    people.map(async (person) => {
      while (left > 0) {
        left -= 1;
        const from = performance.now();
        await desk.within((manager) => desk.claims.claimNext(manager, person, queueId));
        took.push(performance.now() - from);
      }
    }),
  );
  return took;
}
