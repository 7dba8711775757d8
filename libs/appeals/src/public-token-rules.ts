import { timingSafeEqual } from 'node:crypto';
import { isId, newId } from '@mizan/foundation/ids.js';
import { keyedHash } from '@mizan/foundation/secrets.js';

/** One form that was handed out: its id is the key under which sending it twice is one act. */
export interface FormToken {
  readonly id: string;
  readonly issuedAt: Date;
}

/** A file that was taken in with a form that could not be accepted yet. */
export interface KeptFile {
  readonly sha256: string;
  readonly mediaType: string;
  readonly byteSize: number;
  readonly name: string;
}

/** How long a form may lie open before it is asked to be sent again, in hours. */
export const FORM_HOURS = 24;
/** Nobody reads and fills in the form faster than this, in milliseconds. */
export const FASTEST_MS = 2_000;

/** A new form's token: what it is, and that we made it. */
export function writeFormToken(key: Buffer, now: Date, id: string = newId()): string {
  return signed(key, 'public-form', `${id}.${now.getTime()}`);
}

/** Null when we did not make it. */
export function readFormToken(key: Buffer, text: string): FormToken | null {
  const body = verified(key, 'public-form', text);
  const [id, at, ...more] = body?.split('.') ?? [];
  if (id === undefined || at === undefined || more.length > 0 || !isId(id) || !/^\d{1,15}$/.test(at)) return null;
  return { id, issuedAt: new Date(Number(at)) };
}

export type FormAge = 'fresh' | 'ready' | 'stale';

/** `fresh` forms were sent faster than a person can, `stale` ones lay open too long. */
export function ageOf(token: FormToken, now: Date): FormAge {
  const age = now.getTime() - token.issuedAt.getTime();
  if (age < FASTEST_MS) return 'fresh';
  return age > FORM_HOURS * 3_600_000 ? 'stale' : 'ready';
}

/** Good for the form with that id only, so that nobody attaches what others sent. */
export function writeKeptFile(key: Buffer, formId: string, file: KeptFile): string {
  const { sha256, mediaType, byteSize, name } = file;
  const body = Buffer.from(JSON.stringify([sha256, mediaType, byteSize, name])).toString('base64url');
  return signed(key, `public-file ${formId}`, body);
}

export function readKeptFile(key: Buffer, formId: string, text: string): KeptFile | null {
  const body = verified(key, `public-file ${formId}`, text);
  if (body === null) return null;
  const value: unknown = JSON.parse(Buffer.from(body, 'base64url').toString());
  if (!Array.isArray(value)) return null;
  const [sha256, mediaType, byteSize, name]: unknown[] = value;
  return typeof sha256 === 'string' &&
    typeof mediaType === 'string' &&
    typeof byteSize === 'number' &&
    typeof name === 'string'
    ? { sha256, mediaType, byteSize, name }
    : null;
}

function signed(key: Buffer, purpose: string, body: string): string {
  return `${body}.${keyedHash(key, purpose, body).toString('base64url')}`;
}

function verified(key: Buffer, purpose: string, text: string): string | null {
  const cut = text.lastIndexOf('.');
  if (cut < 0 || text.length > 4_000) return null;
  const body = text.slice(0, cut);
  const given = Buffer.from(text.slice(cut + 1), 'base64url');
  const right = keyedHash(key, purpose, body);
  return given.length === right.length && timingSafeEqual(given, right) ? body : null;
}
