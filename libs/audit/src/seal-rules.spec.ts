import fc from 'fast-check';
import { matchesRoot, parseRootLine, rootLine } from './root-line.js';
import {
  chainedHash,
  firstRowFault,
  firstRowOf,
  LEAF_BYTES,
  makeSeal,
  NO_SEAL,
  sealFault,
  type Seal,
} from './seal-rules.js';

const row = fc.record({
  id: fc.bigInt({ min: 1n, max: 2n ** 62n }),
  content: fc.uint8Array({ minLength: 32, maxLength: 32 }),
});
const someRows = fc.uniqueArray(row, { minLength: 1, maxLength: 12, selector: (each) => each.id });

function layOut(rows: readonly { id: bigint; content: Uint8Array }[]): Buffer {
  const bytes = Buffer.alloc(rows.length * LEAF_BYTES);
  rows.forEach((each, index) => {
    bytes.writeBigInt64BE(each.id, index * LEAF_BYTES);
    bytes.set(each.content, index * LEAF_BYTES + 8);
  });
  return bytes;
}

/** Seals of consecutive ranges, as the sealer makes them. */
function chain(groups: readonly (readonly { id: bigint; content: Uint8Array }[])[]): Seal[] {
  const seals: Seal[] = [];
  groups.forEach((rows, index) => {
    const before = seals.at(-1);
    const made = makeSeal(before?.chained ?? NO_SEAL, BigInt(index * 10), BigInt(index * 10 + 10), layOut(rows));
    seals.push({ id: String(index + 1), ...made });
  });
  return seals;
}

const faults = (seals: readonly Seal[]) => seals.map((seal, index) => sealFault(seal, seals[index - 1] ?? null));

describe('a chain of seals', () => {
  it('is sound as it was made', () => {
    fc.assert(
      fc.property(fc.array(someRows, { minLength: 1, maxLength: 5 }), (groups) => {
        expect(faults(chain(groups))).toEqual(groups.map(() => null));
      }),
    );
  });

  it('shows a change of any part of any seal', () => {
    const flip = (bytes: Buffer) => Buffer.from(bytes.map((byte, index) => (index === 0 ? byte ^ 1 : byte)));
    const changes: ((seal: Seal) => Seal)[] = [
      (seal) => ({ ...seal, root: flip(seal.root) }),
      (seal) => ({ ...seal, previous: flip(seal.previous) }),
      (seal) => ({ ...seal, chained: flip(seal.chained) }),
      (seal) => ({ ...seal, leaves: flip(seal.leaves.subarray(LEAF_BYTES - 1)) }),
      (seal) => ({ ...seal, leaves: seal.leaves.subarray(LEAF_BYTES) }),
      (seal) => ({ ...seal, rowCount: seal.rowCount + 1 }),
      (seal) => ({ ...seal, fromXid: seal.fromXid + 1n }),
      (seal) => ({ ...seal, toXid: seal.toXid + 1n }),
    ];
    fc.assert(
      fc.property(
        fc.array(someRows, { minLength: 1, maxLength: 4 }),
        fc.nat(3),
        fc.constantFrom(...changes),
        (groups, place, change) => {
          const seals = chain(groups);
          const at = place % seals.length;
          const altered = seals.map((seal, index) => (index === at ? change(seal) : seal));
          expect(faults(altered).some((fault) => fault !== null)).toBe(true);
        },
      ),
    );
  });

  it('shows a seal that was taken out or exchanged', () => {
    fc.assert(
      fc.property(fc.array(someRows, { minLength: 3, maxLength: 6 }), fc.nat(), (groups, n) => {
        const seals = chain(groups);
        const at = n % (seals.length - 1);
        expect(faults(seals.filter((_, index) => index !== at)).some(Boolean)).toBe(true);
        const swapped = seals.map(
          (seal, index) => seals[index === at ? at + 1 : index === at + 1 ? at : index] ?? seal,
        );
        expect(faults(swapped).some(Boolean)).toBe(true);
      }),
    );
  });

  it('has another chained hash for another bound, count, root or predecessor', () => {
    const base = { previous: NO_SEAL, root: NO_SEAL, fromXid: 1n, toXid: 2n, rowCount: 1 };
    const other = Buffer.alloc(32, 1);
    const all = [
      base,
      { ...base, previous: other },
      { ...base, root: other },
      { ...base, fromXid: 0n },
      { ...base, toXid: 3n },
      { ...base, rowCount: 2 },
    ].map((each) => chainedHash(each).toString('hex'));
    expect(new Set(all).size).toBe(all.length);
  });
});

describe('the first bad row', () => {
  it('is none when all rows are as sealed', () => {
    fc.assert(fc.property(someRows, (rows) => expect(firstRowFault(layOut(rows), layOut(rows))).toBeNull()));
  });

  it('is the one that was changed, taken out or added', () => {
    fc.assert(
      fc.property(someRows, fc.nat(), (rows, n) => {
        const at = n % rows.length;
        const own = rows[at];
        fc.pre(own !== undefined);
        if (!own) return;
        const sealed = layOut(rows);
        const content = own.content.map((byte, index) => (index === 3 ? byte ^ 255 : byte));
        const changed = rows.map((each, index) => (index === at ? { ...each, content } : each));
        expect(firstRowFault(sealed, layOut(changed))).toEqual({ rowId: own.id, what: 'changed' });
        expect(firstRowFault(sealed, layOut(rows.filter((_, index) => index !== at)))).toEqual({
          rowId: own.id,
          what: 'missing',
        });
        const stranger = { id: 2n ** 62n + 1n, content };
        expect(firstRowFault(sealed, layOut([...rows.slice(0, at), stranger, ...rows.slice(at)]))).toEqual({
          rowId: stranger.id,
          what: 'added',
        });
      }),
    );
  });

  it('is the first of two that changed places', () => {
    fc.assert(
      fc.property(someRows, (rows) => {
        const [first, second, ...rest] = rows;
        if (!first || !second) return;
        expect(firstRowFault(layOut(rows), layOut([second, first, ...rest]))).toEqual({
          rowId: first.id,
          what: 'out of order',
        });
        expect(firstRowOf({ leaves: layOut(rows) })).toBe(first.id);
      }),
    );
  });
});

describe('a line of the roots file', () => {
  it('is read as it was written and matches only its seal', () => {
    fc.assert(
      fc.property(fc.array(someRows, { minLength: 2, maxLength: 3 }), (groups) => {
        const [first, second] = chain(groups);
        if (!first || !second) return;
        const line = parseRootLine(JSON.stringify(rootLine(first, new Date(0))));
        expect(line && matchesRoot(line, first)).toBe(true);
        expect(line && matchesRoot(line, second)).toBe(false);
      }),
    );
  });

  it.each(['', '{', '[]', '{"seal":"1"}', 'null'])('is refused when it is not whole: %s', (text) => {
    expect(parseRootLine(text)).toBeNull();
  });
});
