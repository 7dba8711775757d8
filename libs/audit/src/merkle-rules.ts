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

/** Merkle tree hash of RFC 6962 §2.1 over leaf hashes that stand one after another; of no leaves, the hash of nothing. */
export function merkleRoot(leafHashes: Buffer): Buffer {
  if (leafHashes.length % HASH_BYTES !== 0) throw new Error('Leaf hashes must be whole.');
  let count = leafHashes.length / HASH_BYTES;
  if (count === 0) return hash('sha256', '', 'buffer');
  const level = Buffer.from(leafHashes);
  const node = Buffer.alloc(1 + 2 * HASH_BYTES);
  node[0] = 1;
  // Pairing neighbours and lifting an odd last one gives the tree of the RFC, which splits at the largest power of two.
  while (count > 1) {
    const pairs = count >> 1;
    for (let pair = 0; pair < pairs; pair += 1) {
      const from = pair * 2 * HASH_BYTES;
      level.copy(node, 1, from, from + 2 * HASH_BYTES);
      level.write(hash('sha256', node, 'binary'), pair * HASH_BYTES, HASH_BYTES, 'latin1');
    }
    if (count % 2 === 1) level.copy(level, pairs * HASH_BYTES, (count - 1) * HASH_BYTES, count * HASH_BYTES);
    count = pairs + (count % 2);
  }
  return Buffer.from(level.subarray(0, HASH_BYTES));
}
