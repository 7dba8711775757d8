import { CLAIM_ALONE } from '@mizan/cases/claim-statement.js';
import { startCaseDesk, type CaseDesk } from '../support/case-desk.js';
import { buffersOf, explainGeneric, findingBuffers } from '../support/explain.js';
import { fillQueues } from '../support/open-cases.js';
import { percentile, type BenchResult } from './bench-result.js';

const SIZES = [10_000, 100_000, 1_000_000];
const QUEUES = 10;
const TIMED = 300;

const UPDATE = `update review_case set state = 'claimed', claimed_by = $2, lease_expires_at = clock_timestamp(), updated_at = clock_timestamp()
  where id = $1`;

interface Measured {
  readonly finding: number;
  readonly whole: number;
  readonly update: number;
  readonly p50: number;
}

/** P2: what a claim touches to find and lock its case, and that it takes no longer in a large queue. */
export async function run(): Promise<BenchResult[]> {
  const results: BenchResult[] = [];
  const measured: Measured[] = [];
  for (const size of SIZES) {
    const one = await at(size);
    measured.push(one);
    const label = `P2-${size / 1_000}k`;
    results.push({
      id: label,
      what: `buffers to find and lock the next of ${size.toLocaleString('en')} open cases; beside it all that an update by primary key touches`,
      ours: one.finding,
      baseline: one.update,
      ratio: one.finding / one.update,
      goal: '≤ 20 buffers',
      met: one.finding <= 20,
      unit: 'buffers',
    });
    results.push({
      id: `${label}-whole`,
      what: `buffers of the whole claim with the new row and its index entries, against the whole update by primary key`,
      ours: one.whole,
      baseline: one.update,
      ratio: one.whole / one.update,
      goal: '≤ 20 buffers',
      met: one.whole <= 20,
      unit: 'buffers',
    });
  }
  const [small, large] = [measured[0], measured.at(-1)];
  if (!small || !large) return results;
  return [
    ...results,
    {
      id: 'P2-flat',
      what: 'median claim among 1 M open cases against among 10 k',
      ours: large.p50,
      baseline: small.p50,
      ratio: large.p50 / small.p50,
      goal: '≤ 1.3',
      met: large.p50 / small.p50 <= 1.3,
      unit: 'ms',
    },
  ];
}

async function at(size: number): Promise<Measured> {
  const desk = await startCaseDesk({ poolSize: 4 });
  try {
    const person = await desk.makePerson();
    const queues: string[] = [];
    for (let n = 0; n < QUEUES; n += 1) queues.push(await desk.makeQueue());
    await fillQueues(desk.source, desk.platformId, queues, size);
    await desk.analyse();
    await desk.keeper.recomputeHeads();
    const queueId = queues[0] ?? '';
    const took: number[] = [];
    for (let n = 0; n < TIMED; n += 1) {
      const from = performance.now();
      await desk.within((manager) => desk.claims.claimNext(manager, person, queueId));
      took.push(performance.now() - from);
    }
    await desk.keeper.advanceHeads();
    return { ...(await buffers(desk, person.id, queueId)), p50: percentile(took, 0.5) };
  } finally {
    await desk.close();
  }
}

async function buffers(desk: CaseDesk, personId: string, queueId: string): Promise<Omit<Measured, 'p50'>> {
  const literals = [`'${queueId}'`, `'${personId}'`, `'{moderator}'`, 'false', '600', '3'];
  const claim = await desk.within((manager) => explainGeneric(manager, CLAIM_ALONE.text, literals));
  const [open] = await desk.source.query(`select id from review_case where state = 'open' order by random() limit 1`);
  const update = await desk.within((manager) => explainGeneric(manager, UPDATE, [`'${open.id}'`, `'${personId}'`]));
  return { finding: findingBuffers(claim), whole: buffersOf(claim), update: buffersOf(update) };
}
