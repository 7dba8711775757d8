import fc from 'fast-check';
import { getIntrospectionQuery } from 'graphql';
import { AppError } from '@mizan/foundation/errors.js';
import { hashOf } from './known-operations.js';
import { OperationGate } from './operation-gate.js';

const KNOWN = 'query Queues { queues { id } }';
const known = new Map([[hashOf(KNOWN), KNOWN]]);
const closed = new OperationGate(known, false);
const open = new OperationGate(known, true);

const byHash = (sha256Hash: string, query?: string) => ({
  query,
  extensions: { persistedQuery: { version: 1, sha256Hash } },
});
const codeOf = (gate: OperationGate, body: unknown): string | undefined => {
  try {
    gate.admit(body);
    return undefined;
  } catch (error) {
    if (error instanceof AppError)
      return error.details['limit'] ? `${error.code} ${String(error.details['limit'])}` : error.code;
    throw error;
  }
};
const times = (count: number, text: (at: number) => string) =>
  Array.from({ length: count }, (_, at) => text(at)).join(' ');

describe('the gate of production', () => {
  it('puts the text in place of a known hash and drops everything it was not asked for', () => {
    expect(closed.admit({ ...byHash(hashOf(KNOWN)), variables: { a: 1 }, operationName: 'Queues', id: 7 })).toEqual({
      query: KNOWN,
      operationName: 'Queues',
      variables: { a: 1 },
    });
  });

  it('takes the text of a known operation itself', () => {
    expect(closed.admit({ query: KNOWN }).query).toBe(KNOWN);
  });

  it.each([
    ['an unknown text', { query: '{ queues { id } }' }],
    ['a known text with one more space', { query: `${KNOWN} ` }],
    ['an unknown hash', byHash('0'.repeat(64))],
    ['an unknown hash with its text', byHash(hashOf('{ a }'), '{ a }')],
    ['a known hash with another text', byHash(hashOf(KNOWN), '{ a }')],
    ['a name of an object member as hash', byHash('constructor')],
    ['nothing', {}],
  ])('refuses %s', (_what, body) => {
    expect(codeOf(closed, body)).toBe('OPERATION_UNKNOWN');
  });

  it.each([
    ['a batch', [{ query: KNOWN }]],
    ['no object', 'query'],
    ['null', null],
    ['a query that is no text', { query: { a: 1 } }],
    ['variables that are no object', { query: KNOWN, variables: [] }],
  ])('refuses %s as no request', (_what, body) => {
    expect(codeOf(closed, body)).toBe('INVALID_INPUT');
  });

  it('cannot be talked into anything that is not on its list', () => {
    fc.assert(
      fc.property(fc.anything(), fc.string(), (extensions, query) => {
        expect(codeOf(closed, { query, extensions })).toBeDefined();
      }),
    );
  });
});

describe('the gate where unknown operations are accepted', () => {
  it('takes an operation within the limits', () => {
    expect(open.admit({ query: '{ a { b } }' }).query).toBe('{ a { b } }');
  });

  // The checks of graphql-cop that concern the document; those that concern the request are tried over HTTP.
  it.each([
    ['alias overloading', `{ ${times(101, (n) => `alias${n}: __typename`)} }`, 'OPERATION_REFUSED aliases'],
    ['field duplication', `{ ${times(500, () => '__typename')} }`, 'OPERATION_REFUSED repeats'],
    [
      'directive overloading',
      `{ __typename ${times(10, () => '@aa@aa@aa@aa@aa@aa')} }`,
      'OPERATION_REFUSED directives',
    ],
    [
      'circular introspection',
      '{ __schema { types { fields { type { fields { type { fields { type { fields { type { name } } } } } } } } } } }',
      'OPERATION_REFUSED depth',
    ],
    ['introspection', getIntrospectionQuery(), 'OPERATION_REFUSED depth'],
    ['too many words', `{ ${times(1_001, (n) => `f${n}`)} }`, 'OPERATION_REFUSED tokens'],
    ['no GraphQL', '{ a { ', 'OPERATION_REFUSED syntax'],
  ])('refuses %s', (_what, query, code) => {
    expect(codeOf(open, { query })).toBe(code);
  });

  it('takes 1,000 words and refuses 1,001', () => {
    const words = (count: number) => `{ ${times(count - 2, (n) => `f${n}`)} }`;
    expect(codeOf(open, { query: words(1_000) })).toBeUndefined();
    expect(codeOf(open, { query: words(1_001) })).toBe('OPERATION_REFUSED tokens');
  });

  it('refuses each within 10 ms of processor time', () => {
    const hostile = [
      `{ ${times(5_000, (n) => `alias${n}: __typename`)} }`,
      `{ ${times(20_000, () => '__typename')} }`,
      `{ ${'a { '.repeat(400)}x${' }'.repeat(400)} }`,
      `{ ${'a { '.repeat(50_000)}`,
      `{ ...F0 } ${times(60, (n) => `fragment F${n} on X { a { ...F${n + 1} ...F${n + 1} } }`)}`,
      `{ x ${'@skip(if: true)'.repeat(5_000)} }`,
      `# ${'x'.repeat(900_000)}\n{ a { ...A } } fragment A on X { ...A }`,
      `{ a(x: "${'\\u0041'.repeat(100_000)}") ${times(16, (n) => `a${n}: x`)} }`,
    ];
    for (const query of hostile) codeOf(open, { query });
    const spent = hostile.map((query) => {
      const runs = 5;
      const before = process.cpuUsage();
      for (let run = 0; run < runs; run += 1) expect(codeOf(open, { query })).toMatch(/^OPERATION_REFUSED/);
      const used = process.cpuUsage(before);
      return (used.user + used.system) / 1_000 / runs;
    });
    expect(Math.max(...spent)).toBeLessThanOrEqual(10);
  });
});
