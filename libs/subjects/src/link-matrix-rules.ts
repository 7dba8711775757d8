import type { LinkTarget } from './link-target.js';

const SERVER = String.raw`((?:[A-Za-z0-9-]+\.)*[A-Za-z0-9-]+|\[[0-9A-Fa-f:.]{2,45}\])(:\d{1,5})?`;
const USER = new RegExp(`^@([\\x21-\\x39\\x3b-\\x7e]+):${SERVER}$`);
const ALIAS = new RegExp(String.raw`^#([^:\s\0]+):${SERVER}$`);
const ROOM = new RegExp(String.raw`^!([^:\s\0]+):${SERVER}$`);
/** Room version 12 and later: the hash of the create event, without a server. */
const ROOM_HASH = /^![A-Za-z0-9_-]{43}$/;
const EVENT = /^\$[^\s\0]+$/;

/** Identifiers have at most 255 bytes with sigil and server (Matrix specification, appendices, identifier grammar). */
const MAX_BYTES = 255;

/** Entity types of `matrix:` URIs with the sigil each stands for; the long forms are the historical ones. */
const SIGILS: Readonly<Record<string, string>> = { u: '@', user: '@', r: '#', room: '#', roomid: '!' };

/**
 * Reads a Matrix identifier (`@user:server`, `#alias:server`, `!room:server`), a `matrix.to` link or a `matrix:` URI;
 * null when it is none. `via` and `action` change nothing. The server is lower-cased, the local part never: two accounts
 * may differ in its case only. Source: Matrix specification, appendices, "Matrix URI scheme" and "matrix.to navigation".
 */
export function readMatrixLink(text: string): LinkTarget | null {
  if (/^[@#!]/.test(text)) return readIdentifier(text);
  const to = /^(?:https?:\/\/)?(?:www\.)?matrix\.to\/?#\/?(.+)$/is.exec(text)?.[1];
  if (to !== undefined) return readMatrixTo(to);
  const uri = /^matrix:(.+)$/is.exec(text)?.[1];
  return uri === undefined ? null : readMatrixUri(uri);
}

function readMatrixTo(fragment: string): LinkTarget | null {
  const [path = ''] = fragment.split('?', 1);
  const slash = path.indexOf('/');
  const entity = decode(slash < 0 ? path : path.slice(0, slash));
  const event = slash < 0 ? '' : decode(path.slice(slash + 1).replace(/\/$/, ''));
  if (entity === null || event === null) return null;
  return event === '' ? readIdentifier(entity) : readEvent(entity, event);
}

function readMatrixUri(rest: string): LinkTarget | null {
  const [path = ''] = rest.split(/[?#]/, 1);
  const [type = '', name = '', eventType, eventName, ...more] = path.split('/');
  const sigil = SIGILS[type.toLowerCase()];
  const decoded = decode(name);
  if (!sigil || !decoded || more.length > 0) return null;
  const entity = sigil + decoded;
  if (eventType === undefined) return readIdentifier(entity);
  if (!/^(?:e|event)$/i.test(eventType) || !eventName) return null;
  const event = decode(eventName);
  return event === null ? null : readEvent(entity, `$${event}`);
}

function readIdentifier(text: string): LinkTarget | null {
  if (Buffer.byteLength(text) > MAX_BYTES) return null;
  if (text.startsWith('@')) {
    const id = lowerServer(text, USER.exec(text));
    return id === null ? null : { platform: 'matrix', kind: 'user', id, key: { kind: 'native_id', value: id } };
  }
  if (text.startsWith('#')) {
    const id = lowerServer(text, ALIAS.exec(text));
    return id === null ? null : { platform: 'matrix', kind: 'public_chat', id, key: { kind: 'alias', value: id } };
  }
  const id = ROOM_HASH.test(text) ? text : lowerServer(text, ROOM.exec(text));
  return id === null ? null : { platform: 'matrix', kind: 'public_chat', id, key: { kind: 'native_id', value: id } };
}

function readEvent(entity: string, event: string): LinkTarget | null {
  const room = /^[#!]/.test(entity) ? readIdentifier(entity) : null;
  if (!room || !EVENT.test(event) || Buffer.byteLength(event) > MAX_BYTES) return null;
  return { ...room, kind: 'message', id: `${room.id}/${event}` };
}

function lowerServer(text: string, match: RegExpExecArray | null): string | null {
  if (!match) return null;
  const colon = text.indexOf(':');
  return text.slice(0, colon) + text.slice(colon).toLowerCase();
}

function decode(text: string): string | null {
  try {
    return decodeURIComponent(text);
  } catch {
    return null;
  }
}
