import { hash } from 'node:crypto';

/** Bytes of one hash (SHA-256). */
export const HASH_BYTES = 32;

/**
 * Hash of one leaf. Domains are separated as in RFC 6962 §2.1: what is hashed as a leaf begins with 0x00, as a node with
 * 0x01. A row arrives as a tuple of PostgreSQL's binary COPY, whose first byte is 0x00 (the high byte of its number of
 * columns), so its prefix is there already; `row` must begin with it.
 */
export function writeLeafHash(row: Uint8Array, into: Buffer, at: number): void {
  if (row[0] !== 0) throw new Error('A leaf must begin with 0x00.');
  into.write(hash('sha256', row, 'binary'), at, HASH_BYTES, 'latin1');
}

/** What is hashed as a node: the prefix 0x01 and two hashes. */
const NODE_BYTES = 1 + 2 * HASH_BYTES;

/** Where the n-th hash of a level stands when the level is laid out as the nodes above it. */
function placeOf(n: number): number {
  return (n >> 1) * NODE_BYTES + 1 + (n & 1) * HASH_BYTES;
}

/**
 * Merkle tree hash of RFC 6962 §2.1 over leaf hashes; of no leaves, the hash of nothing. The hashes stand at the end of
 * entries of `entryBytes` each, one after another.
 */
export function merkleRoot(entries: Buffer, entryBytes: number = HASH_BYTES): Buffer {
  if (entries.length % entryBytes !== 0) throw new Error('Leaf hashes must be whole.');
  let count = entries.length / entryBytes;
  if (count === 0) return hash('sha256', '', 'buffer');
  // Each level is hashed where it stands and leaves the next one in front of it: a copy would cost as much as the hash.
  const level = Buffer.alloc(Math.ceil(count / 2) * NODE_BYTES, 1);
  for (let n = 0; n < count; n += 1) copyHash(entries, (n + 1) * entryBytes - HASH_BYTES, level, placeOf(n));
  // Pairing neighbours and lifting an odd last one gives the tree of the RFC, which splits at the largest power of two.
  while (count > 1) {
    const pairs = count >> 1;
    for (let pair = 0; pair < pairs; pair += 1) {
      const node = level.subarray(pair * NODE_BYTES, (pair + 1) * NODE_BYTES);
      level.write(hash('sha256', node, 'binary'), placeOf(pair), HASH_BYTES, 'latin1');
    }
    if (count % 2 === 1) copyHash(level, placeOf(count - 1), level, placeOf(pairs));
    count = pairs + (count % 2);
  }
  return Buffer.from(level.subarray(1, 1 + HASH_BYTES));
}

/** Byte by byte: for so few, `copy` costs more in checking than in copying. */
function copyHash(from: Buffer, fromAt: number, into: Buffer, at: number): void {
  for (let byte = 0; byte < HASH_BYTES; byte += 1) into[at + byte] = from[fromAt + byte] ?? 0;
}
