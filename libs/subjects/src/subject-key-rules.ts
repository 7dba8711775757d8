import type { LinkPlatform, SubjectKeyValue } from './link-target.js';
import { readLink } from './link-rules.js';

/** Kinds of platform as its row says; `other` has no links of its own that are understood. */
export type KeyPlatform = LinkPlatform | 'other';
export type KeySubjectKind = 'channel' | 'group' | 'account' | 'bot';

/** How a subject is named from outside: at least one of url, handle, native id. */
export interface SubjectReference {
  readonly url?: string | null;
  readonly handle?: string | null;
  readonly nativeId?: string | null;
  readonly kind?: KeySubjectKind | null;
}

/** A key as it is looked up, and as it was written. */
export interface SeenKey extends SubjectKeyValue {
  readonly asSeen: string;
}

/** What a reference says. The strongest key comes first: native id, then alias, handle, invite. */
export interface ReadReference {
  readonly keys: readonly SeenKey[];
  readonly kind: KeySubjectKind;
  /** False when the kind is a guess from the form of the name. */
  readonly kindSaid: boolean;
  readonly nativeId: string | null;
  readonly handle: string | null;
}

export interface ReferenceFault {
  readonly field: 'url' | 'handle' | 'native_id';
  readonly code: 'MISSING' | 'NOT_UNDERSTOOD' | 'OTHER_PLATFORM';
  readonly message: string;
}

const STRENGTH = { native_id: 0, alias: 1, handle: 2, invite: 3 } as const;
/** Longest name of a subject, in characters. */
const MAX_NAME = 512;

/** Reads how a subject is named on one platform; a fault names the field that was wrong. */
export function readReference(platform: KeyPlatform, reference: SubjectReference): ReadReference | ReferenceFault {
  const keys = new Map<string, SeenKey>();
  let guess: KeySubjectKind = 'channel';
  const add = (key: SubjectKeyValue, asSeen: string) => keys.set(`${key.kind} ${key.value}`, { ...key, asSeen });

  if (reference.nativeId) {
    const value = nativeKey(platform, reference.nativeId.trim(), reference.kind ?? null);
    if (value === null) return fault('native_id', 'NOT_UNDERSTOOD', 'This is no id of this platform.');
    guess = kindOfNative(value) ?? guess;
    add({ kind: 'native_id', value }, reference.nativeId.trim());
  }
  if (reference.handle) {
    const key = handleKey(platform, reference.handle.trim());
    if (key === null) return fault('handle', 'NOT_UNDERSTOOD', 'This is no handle of this platform.');
    guess = kindOfKey(platform, key) ?? guess;
    add(key, reference.handle.trim());
  }
  if (reference.url) {
    const read = urlKey(platform, reference.url.trim());
    if ('code' in read) return read;
    guess = read.kind === 'user' ? 'account' : (kindOfKey(platform, read.key) ?? guess);
    add(read.key, reference.url.trim());
  }
  const list = [...keys.values()].sort((a, b) => STRENGTH[a.kind] - STRENGTH[b.kind]);
  if (list.length === 0) return fault('url', 'MISSING', 'A subject needs a url, a handle or a native_id.');
  const native = list.find((key) => key.kind === 'native_id');
  const named = list.find((key) => key.kind === 'alias' || key.kind === 'handle');
  return {
    keys: list,
    kind: reference.kind ?? guess,
    kindSaid: Boolean(reference.kind),
    nativeId: native ? (reference.nativeId?.trim() ?? native.value) : null,
    handle: named?.value ?? null,
  };
}

/** True when the reference could not be read. */
export function isReferenceFault(read: ReadReference | ReferenceFault): read is ReferenceFault {
  return 'code' in read;
}

function urlKey(platform: KeyPlatform, url: string): { kind: string; key: SubjectKeyValue } | ReferenceFault {
  const target = readLink(url, platform === 'other' ? 'telegram' : platform);
  if (platform === 'other') {
    const value = plainUrl(url);
    return value === null
      ? fault('url', 'NOT_UNDERSTOOD', 'This is no web address.')
      : { kind: 'public_chat', key: { kind: 'alias', value } };
  }
  if (!target)
    return fault('url', 'NOT_UNDERSTOOD', 'This is no link to a chat, message, invite or user of this platform.');
  if (target.platform !== platform) return fault('url', 'OTHER_PLATFORM', `This link belongs to ${target.platform}.`);
  return target;
}

/** Host in lower case, no fragment, no slash at the end: all that may be said without knowing the platform. */
function plainUrl(text: string): string | null {
  if (text.length > MAX_NAME || !URL.canParse(text)) return null;
  const url = new URL(text);
  if (!/^https?:$/.test(url.protocol) || url.username) return null;
  return `${url.host}${url.pathname.replace(/\/+$/, '')}${url.search}`;
}

function handleKey(platform: KeyPlatform, handle: string): SubjectKeyValue | null {
  if (handle === '' || handle.length > MAX_NAME) return null;
  if (platform === 'other') return { kind: 'handle', value: handle.replace(/^@/, '').toLowerCase() };
  if (platform === 'matrix') return readLink(/^[@#!]/.test(handle) ? handle : `#${handle}`, 'matrix')?.key ?? null;
  const target = readLink(handle.startsWith('@') ? handle : `@${handle}`, platform);
  return target?.platform === platform && target.key.kind === 'handle' ? target.key : null;
}

/**
 * One form for the ids of one subject. Telegram numbers accounts, basic groups and channels apart, so the bare number
 * says nothing without its space: `-1001234567890` (Bot API: −10^12 − id) and `channel1234567890` are one, as are
 * `-123` and `chat123`. Source: core.telegram.org/api/bots/ids. Ids that are no such number stay as they are.
 */
function nativeKey(platform: KeyPlatform, id: string, kind: KeySubjectKind | null): string | null {
  if (id === '' || id.length > MAX_NAME) return null;
  if (platform === 'matrix') {
    const target = readLink(id, 'matrix');
    return target?.key.kind === 'native_id' ? target.key.value : /^[@#!]/.test(id) ? null : id;
  }
  if (platform !== 'telegram' || !/^-?\d{1,19}$/.test(id)) return id;
  const number = BigInt(id);
  if (number < 0n) return number < -1_000_000_000_000n ? `channel${-number - 1_000_000_000_000n}` : `chat${-number}`;
  return kind === 'account' || kind === 'bot' ? `user${number}` : `channel${number}`;
}

function kindOfNative(value: string): KeySubjectKind | null {
  if (/^user\d+$/.test(value) || value.startsWith('@')) return 'account';
  return /^chat\d+$/.test(value) ? 'group' : null;
}

function kindOfKey(platform: KeyPlatform, key: SubjectKeyValue): KeySubjectKind | null {
  if (key.kind === 'native_id') return kindOfNative(key.value);
  if (platform === 'matrix') return 'group';
  // Telegram gives names that end in "bot" to bots only (core.telegram.org/bots/features).
  return platform === 'telegram' && key.kind === 'handle' && key.value.endsWith('bot') ? 'bot' : null;
}

function fault(field: ReferenceFault['field'], code: ReferenceFault['code'], message: string): ReferenceFault {
  return { field, code, message };
}
