import { randomBytes } from 'node:crypto';
import { sha256 } from '@mizan/foundation/ids.js';

/** `mzn_`, ten characters that name the key, `_`, 32 random bytes as base64url. */
const FORM = /^mzn_([0-9a-f]{10})_([A-Za-z0-9_-]{43})$/;

export interface NewKey {
  readonly prefix: string;
  /** What the machine sends; shown once. */
  readonly secret: string;
  readonly secretHash: Buffer;
}

/** A new key with 256 random bits, so that a plain SHA-256 is enough to keep it (ASVS 5.0, 11.4.2 is about passwords). */
export function makeKey(): NewKey {
  const prefix = `mzn_${randomBytes(5).toString('hex')}`;
  const secret = `${prefix}_${randomBytes(32).toString('base64url')}`;
  return { prefix, secret, secretHash: sha256(secret) };
}

/** Prefix and hash of a key as it came in an Authorization header (`Bearer mzn_…`); null when it has another form. */
export function readKey(authorization: string | undefined): { prefix: string; secretHash: Buffer } | null {
  const key = /^Bearer ([\x21-\x7e]{1,128})$/i.exec(authorization ?? '')?.[1];
  const match = key ? FORM.exec(key) : null;
  return match && key ? { prefix: `mzn_${match[1]}`, secretHash: sha256(key) } : null;
}
