import { domainToASCII } from 'node:url';

export const IDENTIFIER_KINDS = ['account', 'handle', 'domain', 'byline'] as const;
/** By what a protected person is known: an id or a name on a platform, a site, the name they sign with. */
export type IdentifierKind = (typeof IDENTIFIER_KINDS)[number];

/** A present name of a subject, as `subject_key` has it. */
export interface PresentKey {
  readonly platformId: string;
  readonly kind: string;
  readonly value: string;
}

/** Longest identifier, in characters. */
const MAX_IDENTIFIER = 512;

/** What is hashed of a name on one platform. */
export function keyText(key: PresentKey): string {
  return [key.platformId, key.kind, key.value].join('\n');
}

/** What is hashed of a name that holds on every platform. */
export function freeText(kind: 'handle' | 'domain' | 'byline', value: string): string {
  return ['*', kind, value].join('\n');
}

/**
 * Every text under which the register may know a present name: the name itself, a handle on whatever platform, and the
 * site that an address belongs to. Bylines and sites written into a profile are no names: anybody can copy them.
 */
export function lookupTexts(key: PresentKey): string[] {
  const texts = [keyText(key)];
  if (key.kind === 'handle') texts.push(freeText('handle', key.value.toLowerCase()));
  if (key.kind === 'alias') {
    const host = domainOf(key.value);
    if (host !== null) texts.push(...sitesAbove(host).map((site) => freeText('domain', site)));
  }
  return texts;
}

/** A handle without its platform: no @, lower case. Null when it is none. */
export function freeHandle(value: string): string | null {
  const handle = value.trim().replace(/^@/, '').toLowerCase();
  return handle.length <= MAX_IDENTIFIER && /^[\p{L}\p{N}_.-]{2,}$/u.test(handle) ? handle : null;
}

/** The host of an address or name of a site, in ASCII, without `www.`. Null when it is none. */
export function domainOf(value: string): string | null {
  const text = value.trim().toLowerCase();
  if (text.length > MAX_IDENTIFIER || /[\s@#!]/.test(text)) return null;
  const url = /^https?:\/\//.test(text) ? text : `https://${text}`;
  if (!URL.canParse(url)) return null;
  const host = domainToASCII(new URL(url).hostname)
    .replace(/^www\./, '')
    .replace(/\.$/, '');
  return /^(?:[a-z0-9-]{1,63}\.)+[a-z][a-z0-9-]{1,62}$/.test(host) ? host : null;
}

/** One form of a byline. Null when it is empty or too long. */
export function bylineOf(value: string): string | null {
  const name = value.normalize('NFKC').trim().replace(/\s+/gu, ' ').toLowerCase();
  return name.length >= 2 && name.length <= MAX_IDENTIFIER ? name : null;
}

/** The host and the sites above it with two labels or more: `a.b.org` is also of `b.org`. */
function sitesAbove(host: string): string[] {
  const labels = host.split('.');
  return labels.slice(0, -1).map((_label, from) => labels.slice(from).join('.'));
}
