import 'reflect-metadata';
import { GraphQLSchemaHost, Query, ResolveField, Resolver } from '@nestjs/graphql';
import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import {
  type GraphQLField,
  type GraphQLInputType,
  isEnumType,
  isInputObjectType,
  isLeafType,
  isListType,
  isNonNullType,
  getNamedType,
} from 'graphql';
import { createLogger } from '@mizan/foundation/logger.js';
import { newId } from '@mizan/foundation/ids.js';
import { holds, PERMISSIONS, Requires, ROLES, type Role } from '@mizan/foundation/permissions.js';
import { type Handler, HandlerCensus } from '@mizan/identity/handler-census.js';
import { createKey, createPerson, signInAs, type TestPerson } from '@mizan/identity/identity.builders.js';
import { Person } from '@mizan/identity/person.entity.js';
import { createApi } from '../../apps/api/src/create-api.js';
import { createTestDatabase, type TestDatabase } from '../support/database.js';
import { startIdentityApp, testConfig } from './identity-app.js';

/** The least that an argument of this type takes; ids are of things that do not exist. */
function literal(type: GraphQLInputType): string {
  if (isNonNullType(type)) return literal(type.ofType);
  if (isListType(type)) return `[${literal(type.ofType)}]`;
  if (isEnumType(type)) return type.getValues()[0]?.name ?? '';
  if (isInputObjectType(type)) {
    const members = Object.values(type.getFields()).filter((member) => isNonNullType(member.type));
    return `{ ${members.map((member) => `${member.name}: ${literal(member.type)}`).join(', ')} }`;
  }
  const byName: Record<string, string> = {
    ID: `"${newId()}"`,
    Int: '1',
    Float: '1',
    Boolean: 'true',
    DateTime: '"2026-11-22T00:00:00Z"',
    JSONObject: '{ en: "x" }',
  };
  return byName[getNamedType(type).name] ?? '"x"';
}

function operationOf(kind: string, field: GraphQLField<unknown, unknown>): string {
  const args = field.args.filter((arg) => isNonNullType(arg.type)).map((arg) => `${arg.name}: ${literal(arg.type)}`);
  const inside = isLeafType(getNamedType(field.type)) ? '' : ' { __typename }';
  return `${kind} { ${field.name}${args.length > 0 ? `(${args.join(', ')})` : ''}${inside} }`;
}

describe('who may do what, over the whole desk', () => {
  let database: TestDatabase;
  let app: NestFastifyApplication;
  let handlers: Handler[];
  let fields: { kind: 'query' | 'mutation'; field: GraphQLField<unknown, unknown>; handler: Handler | undefined }[];
  const people = new Map<Role | 'no role', TestPerson>();

  beforeAll(async () => {
    database = await createTestDatabase();
    const config = testConfig(database.url, { QUEUE_BACKEND: 'postgres' });
    app = await createApi(config, createLogger('silent', 'test'));
    await app.init();
    await app.getHttpAdapter().getInstance().ready();
    handlers = app.get(HandlerCensus, { strict: false }).all();
    const { schema } = app.get(GraphQLSchemaHost, { strict: false });
    fields = (['query', 'mutation'] as const).flatMap((kind) =>
      Object.values((kind === 'query' ? schema.getQueryType() : schema.getMutationType())?.getFields() ?? {}).map(
        (field) => ({
          kind,
          field,
          handler: handlers.find((handler) => handler.kind === kind && handler.name === field.name),
        }),
      ),
    );
    for (const role of ROLES) people.set(role, await createPerson(database.dataSource, { roles: [role] }));
    people.set('no role', await createPerson(database.dataSource, { roles: [] }));
  });
  afterAll(async () => {
    await app?.close();
    await database?.close();
  });

  const ask = async (query: string, cookie: string | null): Promise<Record<string, unknown>> => {
    const answer = await app.inject({
      method: 'POST',
      url: '/graphql',
      headers: { 'content-type': 'application/json', 'x-mizan-csrf': '1', ...(cookie ? { cookie } : {}) },
      payload: JSON.stringify({ query }),
    });
    const { errors } = answer.json<{ errors?: { message: string; extensions: Record<string, unknown> }[] }>();
    return errors?.[0] ? { ...errors[0].extensions, message: errors[0].message } : {};
  };
  const freshCookie = async (role: Role | 'no role'): Promise<string> => {
    const person = people.get(role);
    if (!person) throw new Error(`nobody is ${role}`);
    return (await signInAs(database.dataSource, person.acting.id, person.acting.roles)).cookie;
  };

  it('every query, mutation, subscription and route names its permission, and no field pretends to', () => {
    expect(app.get(HandlerCensus, { strict: false }).faults()).toEqual([]);
    expect(handlers.length).toBeGreaterThan(30);
  });

  it('every field of the schema has exactly one handler in the census', () => {
    const { schema } = app.get(GraphQLSchemaHost, { strict: false });
    const roots = {
      query: schema.getQueryType(),
      mutation: schema.getMutationType(),
      subscription: schema.getSubscriptionType(),
    };
    for (const [kind, root] of Object.entries(roots)) {
      const inSchema = Object.keys(root?.getFields() ?? {}).sort();
      const inCensus = handlers.filter((handler) => handler.kind === kind).map((handler) => handler.name);
      expect(inCensus.sort()).toEqual(inSchema);
    }
  });

  it('everything open to anybody says why, and it is little', () => {
    const open = handlers.flatMap((handler) =>
      handler.rule?.open ? [{ name: handler.name, reason: handler.rule.reason }] : [],
    );
    expect(open.every(({ reason }) => reason.length > 10)).toBe(true);
    const graphql = open.map(({ name }) => name).filter((name) => !name.includes('/'));
    expect(graphql.sort()).toEqual(['confirmSecondFactor', 'signIn', 'signInOptions', 'signOut', 'viewer']);
  });

  it('every change takes a key, so that sending it twice changes nothing twice', () => {
    // Sign-in has no actor to keep keys for; a proof, renewing and exposure are repeated on purpose and only move a time on.
    const without = fields
      .filter(({ kind, field }) => kind === 'mutation' && !field.args.some((arg) => arg.name === 'key'))
      .map(({ field }) => field.name);
    expect(without.sort()).toEqual([
      'confirmSecondFactor',
      'proveAgain',
      'recordExposure',
      'renewClaims',
      'signIn',
      'signOut',
    ]);
  });

  it('every permission of the list guards something', () => {
    const used = new Set(
      handlers.flatMap((handler) => (handler.rule && !handler.rule.open ? [handler.rule.permission] : [])),
    );
    expect(Object.keys(PERMISSIONS).filter((permission) => !used.has(permission as keyof typeof PERMISSIONS))).toEqual(
      [],
    );
  });

  it('nobody gets in without a session', async () => {
    const answers: Record<string, unknown> = {};
    const expected: Record<string, unknown> = {};
    for (const { kind, field, handler } of fields) {
      if (handler?.rule?.open) continue;
      expected[field.name] = 'UNAUTHENTICATED';
      answers[field.name] = (await ask(operationOf(kind, field), null))['code'];
    }
    expect(answers).toEqual(expected);
  });

  it.each([...ROLES, 'no role' as const])('%s may do what the list says and nothing else', async (role) => {
    const wrong: string[] = [];
    for (const { kind, field, handler } of fields) {
      if (!handler?.rule || handler.rule.open) continue;
      const { permission } = handler.rule;
      const allowed = permission !== null && role !== 'no role' && holds([role], permission);
      const answer: Record<string, unknown> = await ask(operationOf(kind, field), await freshCookie(role));
      // Otherwise the next question is answered by asking for a second factor.
      if (field.name === 'setRoleSecondFactor')
        await database.dataSource.query(`update role_second_factor set required = 'never'`);
      const denied = answer['code'] === 'FORBIDDEN' && answer['permission'] === permission;
      const broken = answer['code'] === 'GRAPHQL_VALIDATION_FAILED' || answer['code'] === 'UNAUTHENTICATED';
      if (denied === allowed || broken) {
        wrong.push(`${field.name}: ${role} ${allowed ? 'may' : 'may not'}, answer ${JSON.stringify(answer)}`);
      }
    }
    expect(wrong).toEqual([]);
  });

  it('no answer to any operation is a bug of ours, whoever asks for what does not exist', async () => {
    const bugs: string[] = [];
    for (const { kind, field, handler } of fields) {
      if (!handler?.rule || handler.rule.open || handler.rule.permission === null) continue;
      const { permission } = handler.rule;
      const role = ROLES.find((candidate) => holds([candidate], permission));
      if (!role) continue;
      const answer: Record<string, unknown> = await ask(operationOf(kind, field), await freshCookie(role));
      if (answer['code'] === 'INTERNAL') bugs.push(field.name);
    }
    expect(bugs).toEqual([]);
  });

  it('every route refuses those who bring nothing, a key without its scope, and a person without its right', async () => {
    const wrong: string[] = [];
    const key = await createKey(database.dataSource, { scopes: [] });
    for (const { name, rule } of handlers.filter((handler) => handler.kind === 'route')) {
      if (!rule || rule.open) continue;
      const [method = 'GET', pattern = '/'] = name.split(' ');
      const url = pattern.replaceAll(/:\w+/g, newId()).replaceAll('*', 'x');
      const call = async (headers: Record<string, string>) =>
        (await app.inject({ method: method as 'GET', url, headers })).statusCode;
      const statuses = [
        await call({}),
        await call({ authorization: key.authorization }),
        await call({ cookie: await freshCookie('no role'), 'x-mizan-csrf': '1' }),
      ];
      if (!statuses.every((status) => status === 401 || status === 403)) wrong.push(`${name}: ${statuses.join(', ')}`);
    }
    expect(wrong).toEqual([]);
  });
});

describe('a handler that names no permission', () => {
  @Resolver()
  class Nameless {
    @Query(() => String)
    forgotten(): string {
      return 'anybody may read this';
    }
  }

  @Requires('self.use')
  @Resolver(() => Person)
  class Pretending {
    @Requires('people.manage')
    @ResolveField(() => String)
    secretOfPerson(): string {
      return 'guarded, it seems';
    }
  }

  it('keeps the desk from starting and is named', async () => {
    await expect(startIdentityApp({ providers: [Nameless] })).rejects.toThrow(
      /Nameless\.forgotten .* names no permission/,
    );
  });

  it('keeps it from starting as well when a field only seems to be guarded', async () => {
    await expect(startIdentityApp({ providers: [Pretending] })).rejects.toThrow(
      /Pretending\.secretOfPerson is a field/,
    );
  });
});
