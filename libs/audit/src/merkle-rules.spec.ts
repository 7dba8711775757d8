import { createHash } from 'node:crypto';
import fc from 'fast-check';
import { HASH_BYTES, merkleRoot, writeLeafHash } from './merkle-rules.js';

const sha256 = (...parts: Uint8Array[]) => {
  const hash = createHash('sha256');
  for (const part of parts) hash.update(part);
  return hash.digest();
};

/** The definition of RFC 6962 §2.1, word for word. */
function treeHash(leaves: readonly Buffer[]): Buffer {
  if (leaves.length === 0) return sha256();
  const [only] = leaves;
  if (leaves.length === 1 && only) return sha256(Buffer.from([0]), only);
  let split = 1;
  while (split * 2 < leaves.length) split *= 2;
  return sha256(Buffer.from([1]), treeHash(leaves.slice(0, split)), treeHash(leaves.slice(split)));
}

function rootOf(leaves: readonly Buffer[]): Buffer {
  const hashes = Buffer.alloc(leaves.length * HASH_BYTES);
  leaves.forEach((leaf, index) => writeLeafHash(Buffer.concat([Buffer.from([0]), leaf]), hashes, index * HASH_BYTES));
  return merkleRoot(hashes);
}

const leaf = fc.uint8Array({ maxLength: 40 }).map((bytes) => Buffer.from(bytes));

describe('the Merkle tree', () => {
  it('is the one of RFC 6962 for any number of leaves', () => {
    fc.assert(
      fc.property(fc.array(leaf, { maxLength: 70 }), (leaves) => {
        expect(rootOf(leaves).equals(treeHash(leaves))).toBe(true);
      }),
    );
  });

  it('has the test vectors of the RFC as implemented in certificate-transparency-go', () => {
    const inputs = ['', '00', '10', '2021', '3031', '40414243', '5051525354555657', '606162636465666768696a6b6c6d6e6f'];
    const leaves = inputs.map((input) => Buffer.from(input, 'hex'));
    expect(rootOf(leaves.slice(0, 1)).toString('hex')).toBe(
      '6e340b9cffb37a989ca544e6bb780a2c78901d3fb33738768511a30617afa01d',
    );
    expect(rootOf(leaves).toString('hex')).toBe('5dc9da79a70659a9ad559cb701ded9a2ab9d823aad2f4960cfe370eff4604328');
  });

  it('changes with every leaf that is changed, taken out, added or exchanged', () => {
    fc.assert(
      fc.property(fc.uniqueArray(leaf, { minLength: 2, maxLength: 40, selector: String }), fc.nat(), (leaves, n) => {
        const at = n % leaves.length;
        const other = (at + 1) % leaves.length;
        const root = rootOf(leaves).toString('hex');
        const swapped = leaves.map((_, index) => leaves[index === at ? other : index === other ? at : index]);
        const variants = [
          leaves.map((bytes, index) => (index === at ? Buffer.concat([bytes, Buffer.from([1])]) : bytes)),
          leaves.filter((_, index) => index !== at),
          [...leaves, Buffer.from([7])],
          swapped.map((bytes) => bytes ?? Buffer.alloc(0)),
        ];
        for (const variant of variants) expect(rootOf(variant).toString('hex')).not.toBe(root);
      }),
    );
  });

  it('refuses a leaf without its prefix, and does not change what it is given', () => {
    expect(() => writeLeafHash(Buffer.from([1, 2]), Buffer.alloc(32), 0)).toThrow(/0x00/);
    const given = Buffer.alloc(HASH_BYTES * 3, 5);
    merkleRoot(given);
    expect(given.equals(Buffer.alloc(HASH_BYTES * 3, 5))).toBe(true);
  });
});
