import type { ActingPerson } from '@mizan/foundation/acting.js';
import { newId } from '@mizan/foundation/ids.js';
import { rows } from '@mizan/foundation/database.js';
import { preparedRows } from '@mizan/foundation/prepared-statement.js';
import { CLAIM_ALONE } from '@mizan/cases/claim-statement.js';
import { startCaseDesk, type CaseDesk } from '../support/case-desk.js';
import { fillQueues } from '../support/open-cases.js';
import { inTurns, load, percentile, type BenchResult } from './bench-result.js';

const OPEN = 1_000_000;
const QUEUES = 10;
const CLIENTS = [8, 32];
const TURN_MS = 3_000;
const PAIRS = 3;

/** The same columns by primary key: the floor, since the row and its index entries are written all the same. */
const UPDATE = {
  name: 'bench-update',
  text: `update review_case c set state = 'claimed', claimed_by = $2, lease_token = c.lease_token + 1, prefetched = false,
  lease_expires_at = clock_timestamp() + make_interval(secs => 600), lapsed_from = null, version = c.version + 1,
  updated_at = clock_timestamp() where id = $1 returning c.id, c.version, c.lease_token::text as "leaseToken", c.lease_expires_at as "leaseExpiresAt"`,
};

/** P1: the claim against an update of one known row by its primary key, each a transaction of its own. */
export async function run(): Promise<BenchResult[]> {
  const desk = await startCaseDesk({ poolSize: Math.max(...CLIENTS) + 4 });
  try {
    const people = await Promise.all(Array.from({ length: Math.max(...CLIENTS) }, () => desk.makePerson()));
    const queues: string[] = [];
    for (let n = 0; n < QUEUES; n += 1) queues.push(await desk.makeQueue());
    await fillQueues(desk.source, desk.platformId, queues, OPEN);
    await desk.analyse();
    await desk.keeper.recomputeHeads();
    const mover = setInterval(() => void desk.keeper.advanceHeads(), 500);
    try {
      const results: BenchResult[] = [];
      for (const clients of CLIENTS) results.push(...(await at(clients, desk, people, queues)));
      return results;
    } finally {
      clearInterval(mover);
    }
  } finally {
    await desk.close();
  }
}

async function at(
  clients: number,
  desk: CaseDesk,
  people: readonly ActingPerson[],
  queues: readonly string[],
): Promise<BenchResult[]> {
  const known = await rows<{ id: string }>(
    desk.manager,
    `select id from review_case tablesample system (10) where state = 'open' order by random() limit 60000`,
  );
  const by = (client: number): ActingPerson => people[client % people.length] ?? people[0] ?? fail();
  const queue = (): string => queues[Math.floor(Math.random() * queues.length)] ?? '';
  const took: Record<'update' | 'claim', number[]> = { update: [], claim: [] };
  const update = async (client: number): Promise<void> => {
    const id = known.pop()?.id;
    await preparedRows(desk.manager, UPDATE, [id, by(client).id]);
  };
  const statement = async (client: number): Promise<void> => {
    const values = [queue(), by(client).id, ['moderator'], false, 600, 3];
    await preparedRows(desk.manager, CLAIM_ALONE, values);
  };
  const claim = async (client: number): Promise<void> => {
    await desk.claims.claimNextOnce(by(client), newId(), queue(), false);
  };
  const turn = (kind: 'update' | 'claim', work: (client: number) => Promise<void>) => async () => {
    const measured = await load(clients, TURN_MS, work);
    took[kind].push(...measured.took);
    return measured.perSecond;
  };
  await load(clients, 500, update);
  await load(clients, 500, statement);
  const bare = await inTurns(PAIRS, turn('update', update), turn('claim', statement));
  const whole = await inTurns(PAIRS, turn('update', update), () =>
    load(clients, TURN_MS, claim).then((measured) => measured.perSecond),
  );
  const p99 = { ours: percentile(took.claim, 0.99), baseline: percentile(took.update, 0.99) };
  const name = clients === 8 ? 'P1' : 'P1b';
  return [
    {
      id: name,
      what: `claim of the most urgent of 1 M open cases at ${clients} clients, against an update by primary key`,
      ...bare,
      goal: '≥ 0.9',
      met: bare.ratio >= 0.9,
      unit: 'per second',
    },
    {
      id: `${name}-p99`,
      what: `the same, 99th percentile`,
      ...p99,
      ratio: p99.ours / p99.baseline,
      goal: '≤ 3',
      met: p99.ours / p99.baseline <= 3,
      unit: 'ms',
    },
    {
      id: `${name}-audit`,
      what: `claim with its key, audit and outbox rows at ${clients} clients, against an update by primary key without any`,
      ...whole,
      goal: 'reported',
      met: true,
      unit: 'per second',
    },
  ];
}

function fail(): never {
  throw new Error('Nobody is there to claim.');
}
