import type { LinkPlatform, LinkTarget } from './link-target.js';
import { readMatrixLink } from './link-matrix-rules.js';
import { isTamtamName, readTamtamLink } from './link-tamtam-rules.js';
import { isTelegramUsername, readTelegramLink } from './link-telegram-rules.js';

/** White space, zero-width and direction marks that cling to a link when it is copied out of a message. */
const EDGES =
  /^[\s\u200B-\u200F\u202A-\u202E\u2060-\u2069\uFEFF]+|[\s\u200B-\u200F\u202A-\u202E\u2060-\u2069\uFEFF]+$/g;
/** A word alone is taken for a handle from this length on; `t.me/a` and `@a` name one-letter chats all the same. */
const MIN_BARE_NAME = 4;
/** Longer than any link of these platforms; what is longer is not looked at. */
const MAX_LENGTH = 4096;

/**
 * Tells what a link or handle leads to, or null. A handle without a link (`@name`, `name`) belongs to `hint`. Every
 * spelling of one subject gives the same `key`, and reading an `id` of a public chat again gives the same target.
 */
export function readLink(text: string, hint: LinkPlatform = 'telegram'): LinkTarget | null {
  const trimmed = text.replace(EDGES, '');
  if (trimmed === '' || trimmed.length > MAX_LENGTH) return null;
  return readMatrixLink(trimmed) ?? readBareName(trimmed, hint) ?? readTelegramLink(trimmed) ?? readTamtamLink(trimmed);
}

function readBareName(text: string, hint: LinkPlatform): LinkTarget | null {
  const name = text.startsWith('@') ? text.slice(1) : text;
  if (name === text && name.length < MIN_BARE_NAME) return null;
  const valid =
    hint === 'telegram' ? isTelegramUsername(name) : hint === 'tamtam' && /^[^.]+$/.test(name) && isTamtamName(name);
  if (!valid) return null;
  const id = name.toLowerCase();
  return { platform: hint, kind: 'public_chat', id, key: { kind: 'handle', value: id } };
}
