import fc from 'fast-check';
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { parse } from 'graphql';
import { LIMITS, MAX_TOKENS, measureDocument, passedLimit } from './operation-limit-rules.js';

const passed = (text: string) => passedLimit(measureDocument(parse(text)));
const nested = (depth: number) => `{ ${'a { '.repeat(depth - 1)}a${' }'.repeat(depth - 1)} }`;
const times = (count: number, text: (at: number) => string) =>
  Array.from({ length: count }, (_, at) => text(at)).join(' ');

describe('the limits of an operation', () => {
  it('take depth 8 and refuse depth 9', () => {
    expect(passed(nested(LIMITS.depth))).toBeNull();
    expect(passed(nested(LIMITS.depth + 1))).toBe('depth');
  });

  it('count depth through fragments and inline fragments', () => {
    expect(passed(`{ a { ... on X { ...F } } } fragment F on X ${nested(LIMITS.depth - 1)}`)).toBeNull();
    expect(passed(`{ a { ... on X { ...F } } } fragment F on X ${nested(LIMITS.depth)}`)).toBe('depth');
  });

  it('take 15 aliases and refuse 16', () => {
    expect(passed(`{ ${times(LIMITS.aliases, (n) => `a${n}: x`)} }`)).toBeNull();
    expect(passed(`{ ${times(LIMITS.aliases + 1, (n) => `a${n}: x`)} }`)).toBe('aliases');
  });

  it('count the aliases of a fragment as often as it is spread', () => {
    expect(passed('{ a { ...F } b { ...F } } fragment F on X { ' + times(8, (n) => `a${n}: x`) + ' }')).toBe('aliases');
  });

  it('take 50 directives and refuse 51', () => {
    expect(passed(`{ x ${times(LIMITS.directives, () => '@skip(if: false)')} }`)).toBeNull();
    expect(passed(`{ x ${times(LIMITS.directives + 1, () => '@skip(if: false)')} }`)).toBe('directives');
  });

  it('take a cost of 5,000 and refuse one more', () => {
    // An object costs 2 and 1.5 times what lies in it, a plain field 1: n plain fields in two objects cost 5 + 2.25 n.
    expect(measureDocument(parse('{ a { b { x y } } }')).cost).toBe(2 + 1.5 * (2 + 1.5 * 2));
    const plain = (count: number) => `{ ${times(count, (n) => `x${n}`)} }`;
    expect(passed(plain(LIMITS.cost))).toBeNull();
    expect(passed(plain(LIMITS.cost + 1))).toBe('cost');
  });

  it('take pages in pages up to 10,000 rows and refuse more', () => {
    expect(passed('{ a(first: 100) { b(first: 100) { x } } }')).toBeNull();
    expect(passed('{ a(first: 100) { b(first: 101) { x } } }')).toBe('rows');
    expect(passed('query q($n: Int) { a(first: $n) { b(first: $n) { c(first: $n) { x } } } }')).toBe('rows');
  });

  it('take a field five times in one selection and refuse the sixth', () => {
    expect(passed(`{ ${times(LIMITS.repeats, () => 'x')} }`)).toBeNull();
    expect(passed(`{ ${times(LIMITS.repeats + 1, () => 'x')} }`)).toBe('repeats');
  });

  it('refuse a fragment that contains itself, near or far', () => {
    expect(passed('{ ...A } fragment A on X { ...A }')).toBe('depth');
    expect(passed('{ ...A } fragment A on X { y { ...B } } fragment B on X { ...C } fragment C on X { ...A }')).toBe(
      'depth',
    );
  });

  it('do not look away when a fragment is called __schema (GHSA-733v-p3h5-qpq7)', () => {
    expect(passed(`{ ...__schema } fragment __schema on Query ${nested(LIMITS.depth + 1)}`)).toBe('depth');
    expect(
      passed(`{ ...__schema } fragment __schema on Query { ${times(LIMITS.aliases + 1, (n) => `a${n}: x`)} }`),
    ).toBe('aliases');
  });

  it('measure a fragment bomb in time linear in its length', () => {
    const levels = 50;
    const bomb = `{ ...F0 } ${times(levels, (n) => `fragment F${n} on X { a { ...F${n + 1} ...F${n + 1} } }`)} fragment F${levels} on X { x }`;
    const before = process.cpuUsage();
    expect(passed(bomb)).toBe('depth');
    expect(process.cpuUsage(before).user / 1_000).toBeLessThan(50);
  });

  it('leave room for every operation of the desk itself', () => {
    const file = path.resolve(__dirname, '../../../web/src/gql/operations.json');
    const known: Record<string, string> = JSON.parse(readFileSync(file, 'utf8'));
    const refused = Object.values(known).filter((text) => passed(text) !== null || tokensOf(text) > MAX_TOKENS);
    expect(Object.keys(known).length).toBeGreaterThan(10);
    expect(refused).toEqual([]);
  });

  it('count a document exactly as a plain walk over it does', () => {
    interface Tree {
      readonly alias: boolean;
      readonly children: readonly Tree[];
    }
    const { tree } = fc.letrec<{ tree: Tree }>((tie) => ({
      tree: fc.record({
        alias: fc.boolean(),
        children: fc.oneof({ maxDepth: 4 }, fc.constant([]), fc.array(tie('tree'), { maxLength: 3 })),
      }),
    }));
    const write = (node: Tree, at: string): string =>
      `${node.alias ? `${at}: x` : at}${node.children.length > 0 ? ` { ${node.children.map((child, n) => write(child, `${at}${n}`)).join(' ')} }` : ''}`;
    const depth = (node: Tree): number => 1 + Math.max(0, ...node.children.map(depth));
    const aliases = (node: Tree): number =>
      (node.alias ? 1 : 0) + node.children.reduce((sum, child) => sum + aliases(child), 0);
    fc.assert(
      fc.property(tree, (node) => {
        const measured = measureDocument(parse(`{ ${write(node, 'f')} }`));
        expect([measured.depth, measured.aliases]).toEqual([depth(node), aliases(node)]);
      }),
    );
  });
});

function tokensOf(text: string): number {
  let count = 0;
  for (let token = parse(text).loc?.startToken; token; token = token.next ?? undefined) count += 1;
  return count;
}
