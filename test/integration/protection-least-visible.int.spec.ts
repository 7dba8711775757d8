import 'reflect-metadata';
import { GraphQLSchemaHost } from '@nestjs/graphql';
import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import {
  getNamedType,
  isEnumType,
  isInputObjectType,
  isInterfaceType,
  isLeafType,
  isListType,
  isNonNullType,
  isObjectType,
  isUnionType,
  type GraphQLField,
  type GraphQLInputType,
  type GraphQLOutputType,
} from 'graphql';
import { CASES_ENTITIES } from '@mizan/cases/cases.module.js';
import type { ActingPerson } from '@mizan/foundation/acting.js';
import { newId } from '@mizan/foundation/ids.js';
import { createLogger } from '@mizan/foundation/logger.js';
import { createPerson, type TestPerson } from '@mizan/identity/identity.builders.js';
import { PLATFORMS_ENTITIES } from '@mizan/platforms/platforms.module.js';
import { createProtection } from '@mizan/protection/protection.builders.js';
import { PROTECTION_ENTITIES } from '@mizan/protection/protection.module.js';
import { SUBJECTS_ENTITIES } from '@mizan/subjects/subjects.module.js';
import { createApi } from '../../apps/api/src/create-api.js';
import { type CaseDesk, startCaseDesk } from '../support/case-desk.js';
import { testConfig } from './identity-app.js';

/** What differs between any two answers: the number of the request, signatures of links, the clock. */
const UNSTEADY = /"requestId":"[^"]*"|\?(?:expires|signature|e|s)=[^"]*|"(?:now|serverTime|seenAt)":"[^"]*"/g;
const DEPTH = 3;

function literal(name: string, type: GraphQLInputType, things: Readonly<Record<string, string>>): string {
  if (isNonNullType(type)) return literal(name, type.ofType, things);
  if (isListType(type)) return `[${literal(name, type.ofType, things)}]`;
  if (isEnumType(type)) return type.getValues()[0]?.name ?? '';
  if (isInputObjectType(type)) {
    const members = Object.values(type.getFields()).filter((member) => isNonNullType(member.type));
    return `{ ${members.map((member) => `${member.name}: ${literal(member.name, member.type, things)}`).join(', ')} }`;
  }
  const byName: Record<string, string> = {
    ID: `"${things[name.replace(/Ids?$/, '')] ?? things['id'] ?? newId()}"`,
    Int: things[name] ?? '1',
    Float: '1',
    Boolean: 'true',
    DateTime: '"2026-11-22T00:00:00Z"',
    JSONObject: '{ en: "x" }',
  };
  return byName[getNamedType(type).name] ?? `"${things[name] ?? 'x'}"`;
}

/** Every field that can be asked without an argument, to a depth. */
function inside(type: GraphQLOutputType, depth: number): string {
  const named = getNamedType(type);
  if (isLeafType(named)) return '';
  if (isUnionType(named))
    return ` { __typename ${named
      .getTypes()
      .map((one) => `... on ${one.name}${inside(one, depth - 1) || ' { __typename }'}`)
      .join(' ')} }`;
  if (!isObjectType(named) && !isInterfaceType(named)) return ' { __typename }';
  const fields = Object.values(named.getFields()).filter(
    (field) =>
      field.args.every((arg) => !isNonNullType(arg.type)) && (isLeafType(getNamedType(field.type)) || depth > 0),
  );
  return ` { __typename ${fields.map((field) => `${field.name}${inside(field.type, depth - 1)}`).join(' ')} }`;
}

describe('somebody who may not know who is protected', () => {
  let desk: CaseDesk;
  let app: NestFastifyApplication;
  let moderator: TestPerson;
  let subject: string;
  let people: ActingPerson[];
  let queries: GraphQLField<unknown, unknown>[];
  let things: Readonly<Record<string, string>>;

  beforeAll(async () => {
    desk = await startCaseDesk({
      entities: [...CASES_ENTITIES, ...PLATFORMS_ENTITIES, ...SUBJECTS_ENTITIES, ...PROTECTION_ENTITIES],
    });
    const queue = await desk.makeQueue();
    const [caseId = ''] = await desk.makeCases(queue, 1, {});
    const [row] = await desk.source.query('select subject_id, number from review_case where id = $1', [caseId]);
    subject = row.subject_id;
    await desk.source.query(
      `update subject set title = 'Layla reports', native_id = '4242', description = 'Journalist', handle = 'layla_reports' where id = $1`,
      [subject],
    );
    await desk.source.query(
      `insert into subject_key (platform_id, kind, value_normalised, value_as_seen, subject_id)
       select platform_id, 'handle', 'layla_reports', 'layla_reports', id from subject where id = $1`,
      [subject],
    );
    const config = testConfig(desk.database.url, { REQUEST_COST_PER_MINUTE: '0' });
    app = await createApi(config, createLogger('silent', 'test'));
    await app.init();
    await app.getHttpAdapter().getInstance().ready();
    moderator = await createPerson(desk.source, { roles: ['moderator'] });
    people = [
      (await createPerson(desk.source, { roles: ['senior_moderator'] })).acting,
      (await createPerson(desk.source, { roles: ['supervisor'] })).acting,
    ];
    const { schema } = app.get(GraphQLSchemaHost, { strict: false });
    queries = Object.values(schema.getQueryType()?.getFields() ?? {});
    things = { id: subject, subject, case: caseId, queue, number: String(row.number), text: 'layla' };
  });
  afterAll(async () => {
    await app?.close();
    await desk?.close();
  });

  async function ask(query: string): Promise<string> {
    const answer = await app.inject({
      method: 'POST',
      url: '/graphql',
      headers: { 'content-type': 'application/json', 'x-mizan-csrf': '1', cookie: moderator.cookie },
      payload: JSON.stringify({ query }),
    });
    return answer.body.replaceAll(UNSTEADY, '~');
  }

  function queryOf(field: GraphQLField<unknown, unknown>, selection: string): string {
    const noun = field.name.toLowerCase();
    const known = noun.startsWith('case') || noun.endsWith('case') ? { ...things, id: things['case'] ?? '' } : things;
    const args = field.args
      .filter((arg) => isNonNullType(arg.type) || ['text', 'subjectId'].includes(arg.name))
      .map((arg) => `${arg.name}: ${literal(arg.name, arg.type, known)}`);
    return `query { ${field.name}${args.length > 0 ? `(${args.join(', ')})` : ''}${selection} }`;
  }

  /** What can be selected of an answer, field by field, so that one that is refused hides no other; deepest first. */
  function selections(field: GraphQLField<unknown, unknown>): { name: string; deep: string[] }[] {
    const named = getNamedType(field.type);
    if (!isObjectType(named)) return [{ name: field.name, deep: [inside(field.type, DEPTH)] }];
    return Object.values(named.getFields())
      .filter((part) => part.args.every((arg) => !isNonNullType(arg.type)))
      .map((part) => ({
        name: `${field.name}.${part.name}`,
        deep: [1, 0].map((depth) => ` { ${part.name}${inside(part.type, depth)} }`),
      }));
  }

  /** Asks everything, as deep as the limits of operations allow. */
  async function walk(): Promise<Map<string, string>> {
    const answers = new Map<string, string>();
    for (const field of queries) {
      await Promise.all(
        selections(field).map(async ({ name, deep }) => {
          for (const selection of deep) {
            const said = await ask(queryOf(field, selection));
            // What a flag would be due by is counted from now.
            answers.set(name, name === 'testRouting.dueAt' ? '~' : said);
            if (!said.includes('"errors"')) break;
          }
        }),
      );
    }
    return answers;
  }

  it('gets every answer byte for byte the same before and after a subject is declared and verified', async () => {
    const before = await walk();
    const { register, verification, reveals, protection } = createProtection(
      desk.source,
      testConfig(desk.database.url),
    );
    const [lead] = people;
    if (!lead) throw new Error('nobody leads');
    const entryId = await desk.source.transaction((manager) =>
      register.declare(manager, lead, {
        class: 'journalist',
        basis: null,
        details: { name: 'Layla', organisation: '', contact: 'l@x.example', note: '', declaration: null },
        identifiers: [{ platformId: desk.platformId, kind: 'handle', value: 'layla_reports', subjectKind: null }],
      }),
    );
    for (const [place, verifier] of people.entries())
      await desk.source.transaction(async (manager) => {
        await reveals.record(manager, verifier, { entryId, reason: 'verify', caseId: null });
        const input = { id: entryId, version: place + 1, method: 'published_work', expiresAt: null } as const;
        await verification.verify(manager, verifier, input);
      });
    const standing = await desk.source.transaction((manager) => protection.standing(manager, [subject]));
    expect(standing.get(subject)).toBe('protected');

    const after = await walk();
    const different = [...after].filter(([name, said]) => before.get(name) !== said).map(([name]) => name);
    expect(different).toEqual([]);
    const answered = [...after].filter(([, said]) => !said.includes('"errors"')).map(([name]) => name);
    expect(answered).toEqual(
      expect.arrayContaining(['subject.id', 'subject.signals', 'subject.keys', 'subject.timeline', 'case.subject']),
    );
    expect(after.get('subject.id')).toContain(subject);
  }, 180_000);

  it('is refused every door of the register, and told nothing by the refusal', async () => {
    const doors = queries.filter((field) => field.name.startsWith('protected'));
    expect(doors.map((field) => field.name).sort()).toEqual(['protectedCounts', 'protectedPeople', 'protectedPerson']);
    for (const field of doors) expect(await ask(queryOf(field, ' { __typename }'))).toContain('FORBIDDEN');
    for (const url of [
      `/register/${subject}/evidence`,
      '/register/import',
      '/register/export?format=csv&reason=audit',
    ]) {
      const answer = await app.inject({
        method: 'POST',
        url,
        headers: { 'content-type': 'application/x-mizan-file', 'x-mizan-csrf': '1', cookie: moderator.cookie },
        payload: 'class,identifiers\n',
      });
      expect(answer.statusCode).toBe(403);
    }
  });
});
