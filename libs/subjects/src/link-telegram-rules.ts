import type { LinkTarget } from './link-target.js';
import { linkArgument, parseLinkQuery, parseLinkUrl, percentDecode, percentEncode, toBytes } from './link-url-rules.js';
import type { LinkQuery } from './link-url-rules.js';

/** `td/telegram/misc.cpp` of tdlib/td: a letter, then letters, digits, single underscores; 1 to 32, none at the end. */
const USERNAME = /^[A-Za-z](?:_?[A-Za-z0-9]){0,31}$/;
const BASE64URL = /^[A-Za-z0-9_-]+$/;
const PHONE = /^\d{1,32}$/;

const HOSTS = new Set(['t.me', 'telegram.me', 'telegram.dog']);

/** Subdomains of t.me that are pages of their own and not names (`LinkManager.cpp`; core.telegram.org/api/links). */
const RESERVED_SUBDOMAINS = new Set(
  (
    'addemoji addlist addstickers addstyle addtheme auction auth boost c call confirmphone contact giftcode invoice joinchat ' +
    'login m nft proxy setlanguage share socks web a k z'
  ).split(' '),
);

/** First path segments that begin another family of links, and so are not names. */
const RESERVED_PATHS = new Set(
  (
    'login addlist addstyle call auction nft contact addstickers addemoji setlanguage addtheme confirmphone socks proxy bg ' +
    'invoice giftcode m share msg iv i'
  ).split(' '),
);

/** True for what Telegram accepts as a public name, in any case. */
export function isTelegramUsername(text: string): boolean {
  return text.length <= 32 && USERNAME.test(text);
}

/**
 * Reads a Telegram link (`t.me`, `telegram.me`, `telegram.dog`, `<name>.t.me`, `tg:`); null when it is none of the
 * families public chat, message, invite, user. A link that starts a bot, a game, a story, a boost of a public chat leads
 * to that chat. Behaviour after `td/telegram/LinkManager.cpp` of tdlib/td, conformance by its `test/link.cpp`.
 * Phone-number links are not followed: a number is no subject.
 */
export function readTelegramLink(text: string): LinkTarget | null {
  const [link = ''] = toBytes(text).split('#', 1);
  const deep = /^tg:(?:\/\/)?(.*)$/is.exec(link);
  if (deep) return readDeepLink(deep[1] ?? '');

  const url = parseLinkUrl(link);
  if (!url || url.hasUserInfo || url.isIpv6) return null;
  if (url.port !== 0 && url.port !== 80 && url.port !== 443) return null;
  const host = percentDecode(url.host, false).toLowerCase();
  const subdomain = /^([^.]{4,})\.t\.me$/.exec(host)?.[1];
  if (subdomain && isTelegramUsername(subdomain) && !RESERVED_SUBDOMAINS.has(subdomain)) {
    return readPath(parseLinkQuery(`/${subdomain}${url.query}`));
  }
  if (!HOSTS.has(host.startsWith('www.') ? host.slice(4) : host)) return null;
  return readPath(parseLinkQuery(url.query.replace(/^(?:\/(?:s|%73)(?=\/))+/, '')));
}

function readDeepLink(rest: string): LinkTarget | null {
  const url = parseLinkUrl(rest);
  if (!url || url.hasUserInfo || url.isIpv6 || url.https || url.port !== 0 || /^http:\/\//i.test(rest)) return null;
  const query = parseLinkQuery(rest);
  if (query.path.length !== 1) return null;
  const argument = (key: string) => linkArgument(query, key) ?? '';
  switch (query.path[0]) {
    case 'resolve': {
      const name = argument('domain');
      if (!isTelegramUsername(name)) return null;
      if (argument('post') !== '') {
        const names = ['post', 'single', 'thread', 'comment', 't'];
        return message(`tg://resolve?domain=${name.toLowerCase()}${copy(query, names)}`, 'handle', name.toLowerCase());
      }
      return name === 'oauth' && argument('startapp') !== '' ? null : publicChat(name);
    }
    case 'privatepost': {
      const channel = argument('channel');
      if (channel === '' || argument('post') === '') return null;
      const names = ['post', 'single', 'thread', 'comment', 't'];
      const id = `tg://privatepost?channel=${percentEncode(channel)}${copy(query, names)}`;
      return message(id, 'native_id', `channel${leadingInteger(channel) ?? channel}`);
    }
    case 'join':
      return invite(argument('invite'));
    case 'boost':
      return isTelegramUsername(argument('domain')) ? publicChat(argument('domain')) : null;
    case 'user':
      return /^\d{1,15}$/.test(argument('id')) ? user(argument('id')) : null;
    default:
      return null;
  }
}

function readPath(query: LinkQuery): LinkTarget | null {
  const [first = '', second = '', third = ''] = query.path;
  if (first === '') return null;
  if (first === 'c') {
    const channel = leadingInteger(second);
    const post = leadingInteger(third);
    if (!channel || !post) return null;
    const place = postPlace(query, post, leadingInteger(query.path[3] ?? ''));
    return message(`tg://privatepost?channel=${channel}${place}`, 'native_id', `channel${channel}`);
  }
  if (first === 'joinchat') return invite(second);
  if (first.startsWith(' ') || first.startsWith('+')) return invite(first.slice(1));
  if (RESERVED_PATHS.has(first) || !isTelegramUsername(first)) return null;

  const name = first.toLowerCase();
  const post = leadingInteger(second);
  if (post) {
    const place = postPlace(query, post, leadingInteger(third));
    return message(`tg://resolve?domain=${name}${place}`, 'handle', name);
  }
  if (name === 'boost' && query.path.length === 2 && isTelegramUsername(second)) return publicChat(second);
  if (name === 'boost' && query.path.length === 1 && leadingInteger(linkArgument(query, 'c') ?? '')) return null;
  if (name === 'newbot' && query.path.length === 3 && isTelegramUsername(second) && isTelegramUsername(third))
    return null;
  return publicChat(name);
}

/** `&post=…` with its thread: `/<thread>/<post>` in a path means the same as `?thread=`. */
function postPlace(query: LinkQuery, first: string, second: string | null): string {
  const thread = second ? `&thread=${first}` : copy(query, ['thread']);
  return `&post=${second ?? first}${copy(query, ['single'])}${thread}${copy(query, ['comment', 't'])}`;
}

function copy(query: LinkQuery, names: readonly string[]): string {
  return names
    .map((name) => {
      const value = linkArgument(query, name);
      if (value === undefined) return '';
      return value === '' ? `&${name}` : `&${name}=${percentEncode(value)}`;
    })
    .join('');
}

/** The positive integer that the text begins with, as text (ids exceed 32 bits); null when there is none. */
function leadingInteger(text: string): string | null {
  const digits = /^0*([1-9]\d{0,18})(?!\d)/.exec(text)?.[1];
  return digits ?? null;
}

function publicChat(name: string): LinkTarget {
  const id = name.toLowerCase();
  return { platform: 'telegram', kind: 'public_chat', id, key: { kind: 'handle', value: id } };
}

function message(id: string, kind: 'handle' | 'native_id', value: string): LinkTarget {
  return { platform: 'telegram', kind: 'message', id, key: { kind, value } };
}

function invite(hash: string): LinkTarget | null {
  if (!BASE64URL.test(hash) || PHONE.test(hash)) return null;
  return { platform: 'telegram', kind: 'invite', id: hash, key: { kind: 'invite', value: hash } };
}

function user(id: string): LinkTarget {
  return { platform: 'telegram', kind: 'user', id, key: { kind: 'native_id', value: `user${id}` } };
}
