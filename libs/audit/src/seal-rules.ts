import { createHash } from 'node:crypto';
import { HASH_BYTES, merkleRoot } from './merkle-rules.js';

/** Bytes of one entry of `audit_seal.leaves`: the row's id (int8, big-endian) and its leaf hash. */
export const LEAF_BYTES = 8 + HASH_BYTES;
/** `previous` of the first seal. */
export const NO_SEAL = Buffer.alloc(HASH_BYTES);

/** A row of the record as verification sees it: its id and its leaf hash. */
export interface Leaf {
  readonly id: bigint;
  readonly hash: Buffer;
}

/** One seal: every row whose transaction id lies in [fromXid, toXid). */
export interface Seal {
  readonly id: string;
  readonly fromXid: bigint;
  readonly toXid: bigint;
  readonly rowCount: number;
  readonly root: Buffer;
  readonly previous: Buffer;
  readonly chained: Buffer;
  readonly leaves: Buffer;
}

/** What a seal is made of before it has an id. */
export type NewSeal = Omit<Seal, 'id'>;

/** Ids may be compared and hashed only as 64 bits. */
function int64(value: bigint): Buffer {
  const bytes = Buffer.alloc(8);
  bytes.writeBigInt64BE(value);
  return bytes;
}

/** sha256 over a name of this format, the previous chained hash, the root, both bounds and the count. */
export function chainedHash(seal: Pick<Seal, 'previous' | 'root' | 'fromXid' | 'toXid' | 'rowCount'>): Buffer {
  return createHash('sha256')
    .update('mizan-seal-1')
    .update(seal.previous)
    .update(seal.root)
    .update(int64(seal.fromXid))
    .update(int64(seal.toXid))
    .update(int64(BigInt(seal.rowCount)))
    .digest();
}

/** Seals rows in (xid, id) order; `leaves` as in `audit_seal.leaves`. */
export function makeSeal(previous: Buffer, fromXid: bigint, toXid: bigint, leaves: Buffer): NewSeal {
  const root = merkleRoot(leaves, LEAF_BYTES);
  const rowCount = leaves.length / LEAF_BYTES;
  const seal = { fromXid, toXid, rowCount, root, previous };
  return { ...seal, chained: chainedHash(seal), leaves };
}

/** What is wrong with a seal by itself and after its predecessor; null when nothing is. */
export function sealFault(seal: Seal, before: Pick<Seal, 'chained' | 'toXid'> | null): string | null {
  if (seal.fromXid !== (before?.toXid ?? 0n)) return 'does not begin where the seal before it ends';
  if (seal.toXid <= seal.fromXid) return 'covers nothing';
  if (!seal.previous.equals(before?.chained ?? NO_SEAL)) return 'does not follow from the seal before it';
  if (!seal.chained.equals(chainedHash(seal))) return 'has a chained hash that is not its own';
  if (seal.leaves.length !== seal.rowCount * LEAF_BYTES) return 'lists another number of rows than it counts';
  if (!seal.root.equals(merkleRoot(seal.leaves, LEAF_BYTES))) return 'has a root that is not that of its rows';
  return null;
}

/** The first row that differs from what was sealed, and how; null when all are as sealed. */
export interface RowFault {
  readonly rowId: bigint;
  readonly what: 'changed' | 'missing' | 'added' | 'out of order';
}

/** Compares rows as they are now, in (xid, id) order and laid out like `audit_seal.leaves`, with those that were sealed. */
export function firstRowFault(sealed: Buffer, present: Buffer): RowFault | null {
  if (sealed.equals(present)) return null;
  const presentIds = idsOf(present);
  const sealedIds = idsOf(sealed);
  const rows = Math.max(presentIds.length, sealedIds.length);
  const stillThere = new Set(presentIds);
  const wasSealed = new Set(sealedIds);
  for (let row = 0; row < rows; row += 1) {
    const expected = sealedIds[row];
    const found = presentIds[row];
    if (expected === undefined && found !== undefined) return { rowId: found, what: 'added' };
    if (expected === undefined) break;
    if (found === expected) {
      const from = row * LEAF_BYTES;
      if (sealed.compare(present, from, from + LEAF_BYTES, from, from + LEAF_BYTES) === 0) continue;
      return { rowId: expected, what: 'changed' };
    }
    if (!stillThere.has(expected)) return { rowId: expected, what: 'missing' };
    if (found !== undefined && !wasSealed.has(found)) return { rowId: found, what: 'added' };
    return { rowId: expected, what: 'out of order' };
  }
  return null;
}

function idsOf(leaves: Buffer): bigint[] {
  const ids: bigint[] = [];
  for (let at = 0; at + LEAF_BYTES <= leaves.length; at += LEAF_BYTES) ids.push(leaves.readBigInt64BE(at));
  return ids;
}

/** Id of the first row that a seal lists; null when it lists none. */
export function firstRowOf(seal: Pick<Seal, 'leaves'>): bigint | null {
  return seal.leaves.length >= LEAF_BYTES ? seal.leaves.readBigInt64BE(0) : null;
}
