import { createHash, hash, randomFillSync } from 'node:crypto';

/** Bytes of one id that are drawn; a few bits are left over. */
const RANDOM_BYTES = 10;
/** Drawn many at a time: a call for each id would cost more than all the rest of making it. */
const pool = Buffer.alloc(RANDOM_BYTES * 512);
let used = pool.length;

/** A new UUIDv7 (RFC 9562): 48 bits of milliseconds, then random; sorts by time of making. */
export function newId(nowMs: number = Date.now()): string {
  if (used === pool.length) {
    randomFillSync(pool);
    used = 0;
  }
  const byte = pool.readUInt8(used);
  const hex = pool.toString('hex', used + 1, used + RANDOM_BYTES);
  used += RANDOM_BYTES;
  const time = nowMs.toString(16).padStart(12, '0');
  // The version, 12 random bits, the variant in the two bits before two random ones, 60 random bits.
  const variant = (8 | (byte & 3)).toString(16);
  return `${time.slice(0, 8)}-${time.slice(8)}-7${hex.slice(0, 3)}-${variant}${hex.slice(3, 6)}-${hex.slice(6, 18)}`;
}

const UUID = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/i;

export function isId(value: unknown): value is string {
  return typeof value === 'string' && UUID.test(value);
}

/** First 16 bytes of SHA-256, written as a UUID: a compact key for values of any length. */
export function hashId(...parts: readonly string[]): string {
  const hex = hash('sha256', parts.map((part) => `${Buffer.byteLength(part)}:${part}`).join(''), 'hex');
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-${hex.slice(12, 16)}-${hex.slice(16, 20)}-${hex.slice(20, 32)}`;
}

/** JSON with keys in one order, so that equal values have equal text. */
export function canonicalJson(value: unknown): string {
  return JSON.stringify(value, (_key, inner: unknown) =>
    inner !== null && typeof inner === 'object' && !Array.isArray(inner) && !(inner instanceof Date)
      ? Object.fromEntries(Object.entries(inner).sort(([a], [b]) => (a < b ? -1 : a > b ? 1 : 0)))
      : inner,
  );
}

export function sha256(...parts: readonly (string | Uint8Array)[]): Buffer {
  const made = createHash('sha256');
  for (const part of parts) made.update(part);
  return made.digest();
}
