import { createHmac, randomBytes } from 'node:crypto';

const SECRET_PREFIX = 'whsec_';
const MIN_SECRET_BYTES = 24;
const MAX_SECRET_BYTES = 64;

/** Headers that Standard Webhooks 1.0.0 puts on every request. */
export interface SignatureHeaders {
  'webhook-id': string;
  'webhook-timestamp': string;
  'webhook-signature': string;
}

/** Makes a new signing secret, `whsec_` and 32 random bytes in base64. */
export function newSigningSecret(): string {
  return SECRET_PREFIX + randomBytes(32).toString('base64');
}

/**
 * Bytes of a signing secret, or null when it is not one: prefix `whsec_`, base64, 24 to 64 bytes
 * (Standard Webhooks 1.0.0, "Signature scheme").
 */
export function signingKey(secret: string): Buffer | null {
  if (!secret.startsWith(SECRET_PREFIX)) return null;
  const encoded = secret.slice(SECRET_PREFIX.length);
  if (!/^[A-Za-z0-9+/]+={0,2}$/.test(encoded)) return null;
  const key = Buffer.from(encoded, 'base64');
  return key.length >= MIN_SECRET_BYTES && key.length <= MAX_SECRET_BYTES ? key : null;
}

/**
 * Signs `<id>.<timestamp>.<body>` with HMAC-SHA256, once per key: while a secret is being rotated both the new and the
 * old key sign, and the receiver accepts either (Standard Webhooks 1.0.0).
 * `sentAtSeconds` is Unix time of this attempt; `id` stays the same on every attempt.
 */
export function signatureHeaders(
  keys: readonly Buffer[],
  id: string,
  sentAtSeconds: number,
  body: string,
): SignatureHeaders {
  const content = `${id}.${sentAtSeconds}.${body}`;
  return {
    'webhook-id': id,
    'webhook-timestamp': String(sentAtSeconds),
    'webhook-signature': keys
      .map((key) => `v1,${createHmac('sha256', key).update(content, 'utf8').digest('base64')}`)
      .join(' '),
  };
}
