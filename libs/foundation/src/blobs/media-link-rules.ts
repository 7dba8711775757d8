import { timingSafeEqual } from 'node:crypto';
import { keyedHash } from '../secrets.js';

/** A link works this long (settled 8). */
export const MEDIA_LINK_MS = 5 * 60_000;

const PURPOSE = 'media-link';

/** Path of a signed link: `/m/<sha256>/<expires at, seconds>/<signature>`. */
export function mediaPath(key: Buffer, sha256: string, now: Date): string {
  const expires = Math.floor((now.getTime() + MEDIA_LINK_MS) / 1_000);
  return `/m/${sha256}/${expires}/${signature(key, sha256, expires)}`;
}

/** Hash that the link is for; null when it was not made by us, was changed, or has run out. */
export function readMediaPath(key: Buffer, path: string, now: Date): string | null {
  const parts = /^\/m\/([0-9a-f]{64})\/(\d{1,12})\/([0-9a-f]{64})$/.exec(path);
  const [, sha256, expires, given] = parts ?? [];
  if (!sha256 || !expires || !given) return null;
  const expected = Buffer.from(signature(key, sha256, Number(expires)), 'hex');
  if (!timingSafeEqual(expected, Buffer.from(given, 'hex'))) return null;
  return Number(expires) * 1_000 > now.getTime() ? sha256 : null;
}

function signature(key: Buffer, sha256: string, expires: number): string {
  return keyedHash(key, PURPOSE, `${sha256}.${expires}`).toString('hex');
}
