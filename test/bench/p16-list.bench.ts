import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import pg from 'pg';
import { migrateJobQueues } from '@mizan/foundation/job-queue-schema.js';
import { createPerson } from '@mizan/identity/identity.builders.js';
import { startCaseDesk } from '../support/case-desk.js';
import { inTurns, load, type BenchResult } from './bench-result.js';
import { poster, startApi, startBare, type BenchServer } from './bench-server.js';

const LISTED = 50;
const CLIENTS = 8;
const TURN_MS = 3_000;
const PAIRS = 3;
const OPERATIONS = path.resolve(__dirname, '../../apps/web/src/gql/operations.json');

/**
 * P16: the queue list of 50 cases as the web asks for it (subject, flags, assignee, policy, queue), through the API, against
 * plain Node with the same bytes and against Apollo Server as it comes, whose rows lie ready in one indexed table.
 */
export async function run(): Promise<BenchResult[]> {
  const desk = await startCaseDesk({ poolSize: 4 });
  const folder = mkdtempSync(path.join(tmpdir(), 'mizan-bench-'));
  const file = path.join(folder, 'list.json');
  const servers: BenchServer[] = [];
  const client = poster(CLIENTS);
  const begin = async (starting: Promise<BenchServer>): Promise<BenchServer> => {
    const server = await starting;
    servers.push(server);
    return server;
  };
  try {
    await migrateJobQueues(desk.database.url);
    const queueId = await desk.makeQueue();
    await desk.makeCases(queueId, 5_000);
    const person = await createPerson(desk.source);
    const assignees: string[] = [];
    for (let n = 0; n < 10; n += 1) assignees.push((await createPerson(desk.source)).acting.id);
    await desk.source.query(
      `update review_case set flag_count = 2, assigned_to = ($2::uuid[])[1 + rank % cardinality($2::uuid[])] where queue_id = $1`,
      [queueId, assignees],
    );
    await desk.analyse();

    const [hash, text] = knownOperation();
    const variables = { filter: { queueId }, first: LISTED, language: 'en' };
    const known = {
      operationName: 'QueueCases',
      variables,
      extensions: { persistedQuery: { version: 1, sha256Hash: hash } },
    };
    const written = { operationName: 'QueueCases', variables, query: text };

    const api = await begin(startApi(desk.database.url, { DATA_FOLDER: folder }));
    const headers = { cookie: person.cookie, 'x-mizan-csrf': '1' };
    const ours = async (): Promise<string> => client.post(`${api.url}/graphql`, known, headers);
    const answer = await ours();
    const { nodes } = JSON.parse(answer).data.cases;
    if (nodes.length !== LISTED || nodes[0].assignedTo === null) throw new Error(answer.slice(0, 500));
    writeFileSync(file, answer);
    await lay(desk.database.url, nodes);

    const bytes = await begin(startBare('bytes', { FILE: file }));
    const apollo = await begin(startBare('apollo', { DATABASE_URL: desk.database.url }));
    const apolloLayer = await begin(startBare('apollo-layer', { FILE: file }));
    const compiledLayer = await begin(startBare('compiled-layer', { FILE: file }));
    const at = (server: BenchServer) => async (): Promise<string> => client.post(server.url, written);
    for (const server of [apollo, apolloLayer, compiledLayer]) {
      const said = JSON.parse(await at(server)());
      if (JSON.stringify(said.data?.cases.nodes) !== JSON.stringify(nodes)) throw new Error('It lists something else.');
    }
    const turn = (work: () => Promise<string>) => async () =>
      (
        await load(CLIENTS, TURN_MS, async () => {
          await work();
        })
      ).perSecond;
    for (const work of [ours, at(bytes), at(apollo), at(apolloLayer), at(compiledLayer)])
      await load(CLIENTS, 1_000, async () => void (await work()));
    const plain = await inTurns(PAIRS, turn(at(bytes)), turn(ours));
    const default5 = await inTurns(PAIRS, turn(at(apollo)), turn(ours));
    const layers = await inTurns(PAIRS, turn(at(apolloLayer)), turn(at(compiledLayer)));
    return [
      {
        id: 'P16',
        what: `list of ${LISTED} cases with subject, flags and assignee (${Math.round(answer.length / 1_024)} kB) through the API at ${CLIENTS} clients, against plain Node with the same bytes`,
        ...plain,
        goal: '≥ 0.2',
        met: plain.ratio >= 0.2,
        unit: 'per second',
      },
      {
        id: 'P16-apollo',
        what: 'the same with session, rights and loaders, against Apollo Server 5 as it comes, without any of them, whose rows lie joined in one table',
        ...default5,
        goal: '≥ 3.5',
        met: default5.ratio >= 3.5,
        unit: 'per second',
      },
      {
        id: 'P16-layer',
        what: 'the GraphQL layer alone over the same objects: Fastify and compiled operations, against Apollo Server 5 as it comes',
        ...layers,
        goal: '≥ 3.5',
        met: layers.ratio >= 3.5,
        unit: 'per second',
      },
    ];
  } finally {
    client.close();
    for (const server of servers) await server.close();
    await desk.close();
    rmSync(folder, { recursive: true, force: true });
  }
}

function knownOperation(): [string, string] {
  const known = JSON.parse(readFileSync(OPERATIONS, 'utf8')) as Record<string, string>;
  const found = Object.entries(known).find(([, text]) => /\bquery QueueCases\(/.test(text));
  if (!found) throw new Error('The web asks for no list of a queue.');
  return found;
}

async function lay(url: string, nodes: readonly object[]): Promise<void> {
  const owner = new pg.Client({ connectionString: url });
  await owner.connect();
  try {
    await owner.query('create table bench_list (place int primary key, listed jsonb)');
    await owner.query('grant select on bench_list to mizan_app');
    await owner.query(
      `insert into bench_list select place, listed from jsonb_array_elements($1::jsonb) with ordinality as n(listed, place)`,
      [JSON.stringify(nodes)],
    );
  } finally {
    await owner.end();
  }
}
