// What the API is compared with, one kind a process (KIND):
// `claim`: Node's http and pg, one claim a request, nothing else; `claim-recorded`: with the rows that the product writes
// and the session it looks up; `bytes`: the same JSON every time; `apollo`: Apollo Server as it comes, rows from PostgreSQL;
// `apollo-layer`: the same without a database; `compiled-layer`: our Fastify and compiled operations over the same objects.
import { createServer } from 'node:http';
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { ApolloServer } from '@apollo/server';
import { startStandaloneServer } from '@apollo/server/standalone';
import { ApolloServerPluginCacheControlDisabled } from '@apollo/server/plugin/disabled';
import fastifyApollo from '@as-integrations/fastify';
import fastify from 'fastify';
import pg from 'pg';
import { compiledExecution } from '../../apps/api/dist/compiled-execution.js';
import { CLAIM_ALONE } from '../../libs/cases/dist/claim-statement.js';

const { KIND, DATABASE_URL, PORT, FILE } = process.env;
const port = Number(PORT);
const pool = () =>
  new pg.Pool({ connectionString: DATABASE_URL, max: 20, options: '-c role=mizan_app -c timezone=UTC' });
const typeDefs = () => readFileSync(path.resolve(import.meta.dirname, '../../apps/api/schema.graphql'), 'utf8');

/** Answers GET for the probe, and POST with what `answer` makes of the body. */
function serve(answer) {
  createServer((request, response) => {
    if (request.method === 'GET') return response.end('{}');
    const pieces = [];
    request.on('data', (piece) => pieces.push(piece));
    request.on('end', async () => {
      try {
        const said = await answer(Buffer.concat(pieces));
        response.writeHead(200, { 'content-type': 'application/json; charset=utf-8', 'content-length': said.length });
        response.end(said);
      } catch (error) {
        response.writeHead(500);
        response.end(String(error));
      }
    });
  }).listen(port, '127.0.0.1');
}

const claimValues = ({ queueId, personId }) => [queueId, personId, ['moderator'], false, 600, 3];
const said = (rows) => Buffer.from(JSON.stringify({ data: { claimNext: rows[0] ?? null } }));

/** Apollo's own server answers every path; the probe is a GET that names an operation. */
async function apollo(cases) {
  const server = new ApolloServer({ typeDefs: typeDefs(), resolvers: { Query: { cases } }, csrfPrevention: false });
  await startStandaloneServer(server, { listen: { port, host: '127.0.0.1' } });
}

const kinds = {
  claim() {
    const connections = pool();
    serve(async (body) => {
      const values = claimValues(JSON.parse(body.toString()));
      return said((await connections.query({ name: 'claim', text: CLAIM_ALONE.text, values })).rows);
    });
  },
  'claim-recorded'() {
    const connections = pool();
    serve(async (body) => {
      const asked = JSON.parse(body.toString());
      await connections.query({
        name: 'session',
        text: `select s.id, s.person_id from session s join person p on p.id = s.person_id
               where s.person_id = $1 and s.revoked_at is null and s.expires_at > clock_timestamp() limit 1`,
        values: [asked.personId],
      });
      const client = await connections.connect();
      try {
        await client.query('begin');
        await client.query({
          name: 'key',
          text: `insert into idempotency_key (actor_id, key, operation, input_hash) values ($1, $2, 'claimNext', $3)`,
          values: [asked.personId, asked.key, Buffer.alloc(32)],
        });
        const { rows } = await client.query({ name: 'claim', text: CLAIM_ALONE.text, values: claimValues(asked) });
        await client.query({
          name: 'record',
          text: `with entry as (
                   insert into audit_event (kind, actor_kind, actor_id, target_kind, target_id, case_id, details)
                   values ('case.claimed', 'person', $1, 'case', $2, $2, '{}') returning id)
                 insert into outbox (audit_id, topic, payload) select id, 'case.claimed', '{}' from entry`,
          values: [asked.personId, rows[0]?.id],
        });
        await client.query('commit');
        return said(rows);
      } catch (error) {
        await client.query('rollback');
        throw error;
      } finally {
        client.release();
      }
    });
  },
  bytes() {
    const body = readFileSync(FILE);
    serve(async () => body);
  },
  apollo() {
    const connections = pool();
    return apollo(async (_root, { first }) => {
      const { rows } = await connections.query('select listed from bench_list order by place limit $1', [first]);
      return { nodes: rows.map(({ listed }) => listed), pageInfo: { endCursor: null, hasNextPage: true } };
    });
  },
  'apollo-layer'() {
    const { data } = JSON.parse(readFileSync(FILE, 'utf8'));
    return apollo(() => data.cases);
  },
  async 'compiled-layer'() {
    const { data } = JSON.parse(readFileSync(FILE, 'utf8'));
    const server = new ApolloServer({
      typeDefs: typeDefs(),
      resolvers: { Query: { cases: () => data.cases } },
      csrfPrevention: false,
      plugins: [ApolloServerPluginCacheControlDisabled(), compiledExecution((formatted) => formatted)],
    });
    await server.start();
    const app = fastify();
    app.get('/health', async () => ({}));
    await app.register(fastifyApollo(server), { path: '/' });
    await app.listen({ port, host: '127.0.0.1' });
  },
};

await kinds[KIND]();
