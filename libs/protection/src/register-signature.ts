import { createPrivateKey, createPublicKey, sign, verify, type KeyObject } from 'node:crypto';
import { keyedHash } from '@mizan/foundation/secrets.js';

/** An Ed25519 private key is these bytes of PKCS #8 and its 32 bytes; a public key these of SPKI (RFC 8410, sections 4 and 7). */
const PRIVATE_PREFIX = Buffer.from('302e020100300506032b657004220420', 'hex');
const PUBLIC_PREFIX = Buffer.from('302a300506032b6570032100', 'hex');

/** The key that this installation signs files of its register with, derived from the one that encrypts. */
export function signingKey(encryptionKey: Buffer): KeyObject {
  const seed = keyedHash(encryptionKey, 'derive', 'register-signature');
  return createPrivateKey({ key: Buffer.concat([PRIVATE_PREFIX, seed]), format: 'der', type: 'pkcs8' });
}

/** The public half, 32 bytes as base64url: whoever reads the file compares it with what this installation told them. */
export function signerOf(key: KeyObject): string {
  return createPublicKey(key)
    .export({ format: 'der', type: 'spki' })
    .subarray(PUBLIC_PREFIX.length)
    .toString('base64url');
}

export function signText(key: KeyObject, text: string): string {
  return sign(null, Buffer.from(text), key).toString('base64url');
}

/** False also for a signer or a signature that is none. */
export function isSignedBy(signer: string, signature: string, text: string): boolean {
  const raw = Buffer.from(signer, 'base64url');
  if (raw.length !== 32) return false;
  const key = createPublicKey({ key: Buffer.concat([PUBLIC_PREFIX, raw]), format: 'der', type: 'spki' });
  const bytes = Buffer.from(signature, 'base64url');
  return bytes.length === 64 && verify(null, Buffer.from(text), key, bytes);
}
