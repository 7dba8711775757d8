import 'reflect-metadata';
import { GraphQLSchemaHost } from '@nestjs/graphql';
import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import {
  type GraphQLField,
  type GraphQLInputType,
  getNamedType,
  isEnumType,
  isInputObjectType,
  isLeafType,
  isListType,
  isNonNullType,
} from 'graphql';
import { newId } from '@mizan/foundation/ids.js';
import { createLogger } from '@mizan/foundation/logger.js';
import { ROLES } from '@mizan/foundation/permissions.js';
import { createKey, createPerson, signInAs, type TestPerson } from '@mizan/identity/identity.builders.js';
import { createApi } from '../../apps/api/src/create-api.js';
import { type CaseDesk, startCaseDesk } from '../support/case-desk.js';
import { testConfig } from './identity-app.js';

/** What argument names stand for: the hidden thing in one run, a thing that does not exist in the other. */
type Things = Readonly<Record<string, string>>;

const COUNTED = new Map<string, number>();

/** The least literal of a type; ids come from the things, by the argument's name or by what the operation is about. */
function literal(name: string, type: GraphQLInputType, things: Things, about: string): string {
  if (isNonNullType(type)) return literal(name, type.ofType, things, about);
  if (isListType(type)) return `[${literal(name.replace(/s$/, ''), type.ofType, things, about)}]`;
  if (isEnumType(type)) return type.getValues()[0]?.name ?? '';
  if (isInputObjectType(type)) {
    const members = Object.values(type.getFields()).filter((member) => isNonNullType(member.type));
    return `{ ${members.map((member) => `${member.name}: ${literal(member.name, member.type, things, about)}`).join(', ')} }`;
  }
  const typeName = getNamedType(type).name;
  if (name === 'key') return `"${newId()}"`;
  if (name === 'number' && typeName === 'Int') return things['number'] ?? '0';
  if (typeName === 'ID') {
    const noun = name === 'id' ? about : name.replace(/Id$/, '');
    COUNTED.set(noun, (COUNTED.get(noun) ?? 0) + 1);
    return `"${things[noun] ?? newId()}"`;
  }
  const byName: Record<string, string> = {
    Int: '1',
    Float: '1',
    Boolean: 'true',
    DateTime: `"${new Date(Date.now() + 3_600_000).toISOString()}"`,
    JSONObject: '{ en: "x" }',
  };
  return byName[typeName] ?? (name === 'leaseToken' ? `"${newId()}"` : '"a reason of some length"');
}

/** The noun of an operation whose argument is just called `id`. */
function nounOf(field: string): string {
  const nouns = ['decision', 'proposal', 'order', 'queue', 'case', 'subject', 'import'];
  return nouns.find((noun) => field.toLowerCase().includes(noun)) ?? field;
}

describe('what lies in a queue that one may not see', () => {
  let desk: CaseDesk;
  let app: NestFastifyApplication;
  let hidden: Things;
  let openQueue: string;
  /** A subject that everybody may see and that leads to the hidden one. */
  let open: string;
  let named: TestPerson;
  let operations: { kind: string; field: GraphQLField<unknown, unknown> }[];
  const outsiders = new Map<string, TestPerson>();
  const TITLE = 'Zarzamora hidden channel';

  const one = async (sql: string, values: unknown[]): Promise<string> => (await desk.source.query(sql, values))[0].id;

  beforeAll(async () => {
    desk = await startCaseDesk();
    const insider = await createPerson(desk.source, { roles: ['moderator'] });
    for (const role of ROLES) outsiders.set(role, await createPerson(desk.source, { roles: [role] }));
    const queue = await desk.makeQueue({ kind: 'child_safety', roles: [], personIds: [insider.acting.id] });
    openQueue = await desk.makeQueue();
    const [caseId = ''] = await desk.makeCases(queue, 1, { category: 'child_safety' });
    const [{ subject_id: subject, number }] = await desk.source.query(
      'select subject_id, number from review_case where id = $1',
      [caseId],
    );
    await desk.source.query('update subject set title = $2 where id = $1', [subject, TITLE]);
    await desk.source.query(
      "insert into case_note (case_id, author_id, text) values ($1, $2, 'a note nobody else reads')",
      [caseId, insider.acting.id],
    );
    const decision = await one(
      `insert into decision (platform_id, case_id, round, outcome, rationale, requires_second, grace_until, details)
       values ($1, $2, 1, 'no_violation', 'words nobody else reads', false, now() + interval '1 hour',
         '{"report": {"authority": "Hotline", "reference": "17", "reportedAt": "2026-11-23T10:00:00Z"}}') returning id`,
      [desk.platformId, caseId],
    );
    await desk.source.query(
      "insert into decision_participant (decision_id, person_id, role) values ($1, $2, 'decided')",
      [decision, insider.acting.id],
    );
    const restriction = await one(
      "insert into restriction (platform_id, subject_id, measure) values ($1, $2, 'label') returning id",
      [desk.platformId, subject],
    );
    await desk.source.query('insert into restriction_cover (restriction_id, decision_id) values ($1, $2)', [
      restriction,
      decision,
    ]);
    const order = await one(
      `insert into platform_order (platform_id, restriction_id, decision_id, direction, not_before, next_attempt_at)
       values ($1, $2, $3, 'apply', now(), now()) returning id`,
      [desk.platformId, restriction, decision],
    );
    const proposal = await one(
      `insert into decision_proposal (case_id, case_version, input, content_hash, reasons, proposed_by, expires_at)
       values ($1, 1, '{"outcome": "no_violation", "rationale": "x", "measures": [], "findings": [], "furtherSubjectIds": [], "evidenceIds": []}', '\\x00', '{irreversible}', $2, now() + interval '1 day') returning id`,
      [caseId, insider.acting.id],
    );
    const other = await one(
      "insert into subject (platform_id, kind, title) values ($1, 'channel', 'In the open') returning id",
      [desk.platformId],
    );
    await desk.source.query(
      "insert into link (platform_id, from_subject_id, to_subject_id, kind, source) values ($1, $2, $3, 'forwards_from', 'test')",
      [desk.platformId, other, subject],
    );
    const merged = await one(
      "insert into subject (platform_id, kind, title, merged_into) values ($1, 'channel', 'Another name', $2) returning id",
      [desk.platformId, subject],
    );
    const merge = await one(
      'insert into subject_merge (from_subject_id, into_subject_id, merged_by) values ($1, $2, $3) returning id',
      [merged, subject, insider.acting.id],
    );
    await desk.source.query(
      "insert into subject_note (subject_id, author_id, text) values ($1, $2, 'a note nobody else reads')",
      [subject, insider.acting.id],
    );
    hidden = {
      ...{ case: caseId, queue, decision, order, proposal, subject, number: String(number) },
      ...{ from: merged, into: subject, furtherSubject: subject, merge },
    };
    open = other;
    named = insider;

    app = await createApi(testConfig(desk.database.url), createLogger('silent', 'test'));
    await app.init();
    await app.getHttpAdapter().getInstance().ready();
    const { schema } = app.get(GraphQLSchemaHost, { strict: false });
    operations = (['query', 'mutation'] as const).flatMap((kind) =>
      Object.values((kind === 'query' ? schema.getQueryType() : schema.getMutationType())?.getFields() ?? {}).map(
        (field) => ({ kind, field }),
      ),
    );
  });
  afterAll(async () => {
    await app?.close();
    await desk?.close();
  });

  const ask = async (
    query: string,
    role: string,
  ): Promise<{
    text: string;
    answer: { data?: any; errors?: { message: string; extensions: Record<string, unknown> }[] };
  }> => {
    const person = outsiders.get(role);
    if (!person) throw new Error(`nobody is ${role}`);
    const { cookie } = await signInAs(desk.source, person.acting.id, person.acting.roles);
    const answer = await app.inject({
      method: 'POST',
      url: '/graphql',
      headers: { 'content-type': 'application/json', 'x-mizan-csrf': '1', cookie },
      payload: JSON.stringify({ query }),
    });
    return { text: answer.body, answer: answer.json() };
  };

  const write = (kind: string, field: GraphQLField<unknown, unknown>, things: Things): string => {
    const args = field.args
      .filter((arg) => isNonNullType(arg.type))
      .map((arg) => `${arg.name}: ${literal(arg.name, arg.type, things, nounOf(field.name))}`);
    const answerType = getNamedType(field.type);
    const inside =
      answerType.name === 'BulkResult'
        ? ' { changed { id } refused { code message } }'
        : isLeafType(answerType)
          ? ''
          : ' { __typename }';
    return `${kind} { ${field.name}${args.length > 0 ? `(${args.join(', ')})` : ''}${inside} }`;
  };

  it.each([...ROLES])('answers a %s exactly as what does not exist, in every operation', async (role) => {
    const different: string[] = [];
    for (const { kind, field } of operations) {
      if (['signOut', 'takeBreak'].includes(field.name)) continue;
      const nothing: Things = { number: '999999999' };
      // A case may be moved into a queue whose cases one does not see (child safety): the queue is the same in both runs.
      const same: Things = field.name === 'moveCases' ? { queue: openQueue } : {};
      const mine = write(kind, field, { ...hidden, ...same });
      const none = write(kind, field, { ...nothing, ...same });
      if (!/Id|id|number|ids/.test(mine)) continue;
      const [real, missing] = [await ask(mine, role), await ask(none, role)];
      const known = (text: string) =>
        text
          .replaceAll(/[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}/g, 'id')
          .replaceAll(/\d{4}-\d\d-\d\dT[\d:.]+Z/g, 'time');
      // What overseers may set about a queue is theirs to change without seeing a case of it.
      if (/^(queue|saveQueue|setQueueAccess|saveRoutingRule)$/.test(field.name)) continue;
      if (known(real.text) !== known(missing.text))
        different.push(`${field.name}: ${known(real.text).slice(0, 300)} | ${known(missing.text).slice(0, 300)}`);
    }
    expect(different).toEqual([]);
    for (const noun of ['case', 'decision', 'order', 'proposal', 'queue', 'subject', 'from', 'merge'])
      expect(COUNTED.get(noun) ?? 0).toBeGreaterThan(0);
  });

  it.each([...ROLES])('is in no list, no search and no field that a %s can read', async (role) => {
    const subject = (
      await desk.source.query('select subject_id as id from review_case where id = $1', [hidden['case']])
    )[0].id;
    const leaks: string[] = [];
    const queries = [
      '{ cases(filter: {}, first: 100) { nodes { id number } } }',
      '{ cases(filter: { category: child_safety }, first: 100) { nodes { id number } } }',
      `{ cases(filter: { queueId: "${hidden['queue']}" }, first: 100) { nodes { id number } } }`,
      '{ orders(first: 100) { nodes { id decisionId } } }',
      '{ proposals { id caseId } }',
      '{ myClaims { case { id } } }',
      `{ search(text: "${TITLE}", first: 100) { nodes { ... on CaseHit { case { id } } ... on SubjectHit { subject { id title } } ... on EvidenceHit { subject { id } } } } }`,
      `{ search(text: "${hidden['number']}", first: 100) { nodes { ... on CaseHit { case { id } } ... on SubjectHit { subject { id } } } } }`,
      `{ subject(id: "${subject}") { cases { id } decisions { id rationale } } }`,
      `{ subject(id: "${subject}") { restrictions { covers { decisionId } orders { id } } } }`,
      `{ subject(id: "${subject}") { timeline(first: 100) { nodes { caseId decisionId } } } }`,
      `{ subject(id: "${hidden['from']}") { id title notes { text } evidence(first: 9) { nodes { id } } } }`,
      `{ subject(id: "${open}") { links(first: 100) { nodes { other { id title } } } linkCounts { kind outgoing } } }`,
    ];
    for (const query of queries) {
      const { text } = await ask(query, role);
      for (const [what, id] of Object.entries(hidden)) {
        if (what !== 'number' && what !== 'queue' && text.includes(id)) leaks.push(`${query}: ${what}`);
      }
      if (text.includes(TITLE) || text.includes('nobody else') || text.includes('forwards_from'))
        leaks.push(`${query}: words`);
      if (text.includes('INTERNAL') || text.includes('GRAPHQL_VALIDATION'))
        leaks.push(`${query}: ${text.slice(0, 300)}`);
    }
    expect(leaks).toEqual([]);
  });

  it('is there for whoever is named for the queue, and no longer once the name is taken off', async () => {
    const { subject = '', case: caseId = '', queue = '' } = hidden;
    const read = async () => {
      const { cookie } = await signInAs(desk.source, named.acting.id, named.acting.roles);
      const answer = await app.inject({
        method: 'POST',
        url: '/graphql',
        headers: { 'content-type': 'application/json', 'x-mizan-csrf': '1', cookie },
        payload: JSON.stringify({
          query: `{ subject(id: "${subject}") { title notes { text } cases { id } mergedFrom { from { title } } }
            open: subject(id: "${open}") { linkCounts { outgoing } links(first: 9) { nodes { other { title } } } } }`,
        }),
      });
      return answer.json();
    };
    expect(await read()).toEqual({
      data: {
        subject: {
          title: TITLE,
          notes: [{ text: 'a note nobody else reads' }],
          cases: [{ id: caseId }],
          mergedFrom: [{ from: { title: 'Another name' } }],
        },
        open: { linkCounts: [{ outgoing: 1 }], links: { nodes: [{ other: { title: TITLE } }] } },
      },
    });
    await desk.source.query('delete from queue_access where queue_id = $1 and person_id = $2', [
      queue,
      named.acting.id,
    ]);
    expect(await read()).toMatchObject({ errors: [{ extensions: { code: 'NOT_FOUND', what: 'subject' } }] });
  });

  it('lets a key reach only the platform and the source that it belongs to', async () => {
    const [first, second] = [
      {
        platformId: desk.platformId,
        code: (await desk.source.query('select code from platform where id = $1', [desk.platformId]))[0].code,
      },
      {
        platformId: await one(
          "insert into platform (code, kind, name, connector) values ('other', 'telegram', 'Other', 'webhook') returning id",
          [],
        ),
        code: 'other',
      },
    ];
    const source = (platformId: string, code: string) =>
      one("insert into source (platform_id, code, name, kind) values ($1, $2, $2, 'user_report') returning id", [
        platformId,
        code,
      ]);
    const keyA = await createKey(desk.source, {
      platformId: first.platformId,
      sourceId: await source(first.platformId, 'source-a'),
    });
    const keyB = await createKey(desk.source, {
      platformId: second.platformId,
      sourceId: await source(second.platformId, 'source-b'),
    });
    const flag = async (authorization: string, platform: string, externalId: string) => {
      const answer = await app.inject({
        method: 'POST',
        url: '/v1/flags',
        headers: { authorization, 'content-type': 'application/json' },
        payload: JSON.stringify({
          external_id: externalId,
          platform,
          subject: { native_id: '1001500100', kind: 'channel' },
          reason: 'spam',
        }),
      });
      return { status: answer.statusCode, body: answer.body };
    };
    const mine = await flag(keyA.authorization, first.code, 'one');
    expect([200, 202]).toContain(mine.status);
    const foreign = await flag(keyB.authorization, first.code, 'one');
    const caseOfA = (
      await desk.source.query('select id from review_case where platform_id = $1 order by opened_at desc limit 1', [
        first.platformId,
      ])
    )[0].id;
    expect(foreign.body).not.toContain(caseOfA);
    const nowhere = await flag(keyB.authorization, 'no-such-platform', 'two');
    expect(foreign.status).toBe(nowhere.status);
  });
});
