/** Parts of an http(s) URL as messenger clients read them, which is laxer than the WHATWG URL standard. */
export interface LinkUrl {
  readonly host: string;
  /** 0 = none was written. */
  readonly port: number;
  readonly https: boolean;
  readonly hasUserInfo: boolean;
  readonly isIpv6: boolean;
  /** Path and query, starting with `/`; bytes up to 0x20 are percent-encoded. */
  readonly query: string;
}

const HEX_PAIR = /%([0-9a-f]{2})/gi;
const HOST_PART = /^(?:[A-Za-z0-9.\-_!$,~*'();&+=\x80-\xff]|%[0-9A-Fa-f]{2})*$/;
const USER_INFO = /^(?:[A-Za-z0-9.\-_!$,~*'();&+=:\x80-\xff]|%[0-9A-Fa-f]{2})*$/;

/** UTF-8 bytes, one per character, so that percent-encoding can be decoded byte by byte. */
export function toBytes(text: string): string {
  return /^[\x00-\x7f]*$/.test(text) ? text : Buffer.from(text, 'utf8').toString('latin1');
}

/** Decodes `%XX` once; what is not followed by two hexadecimal digits stays. */
export function percentDecode(bytes: string, plusIsSpace: boolean): string {
  const spaced = plusIsSpace ? bytes.replaceAll('+', ' ') : bytes;
  return spaced.includes('%')
    ? spaced.replace(HEX_PAIR, (_all, hex: string) => String.fromCharCode(Number.parseInt(hex, 16)))
    : spaced;
}

/** Encodes every byte but the unreserved ones of RFC 3986. */
export function percentEncode(bytes: string): string {
  return bytes.replace(
    /[^A-Za-z0-9\-._~]/g,
    (byte) => `%${byte.charCodeAt(0).toString(16).toUpperCase().padStart(2, '0')}`,
  );
}

/**
 * Splits `[https?://][user@]host[:port][/path][?query]`; null when it is none.
 * The behaviour follows `parse_url` of tdlib/td `tdutils/td/utils/HttpUrl.cpp`, which the clients use.
 */
export function parseLinkUrl(bytes: string): LinkUrl | null {
  const scheme = /^([^:/?#@[\]]*):\/\//.exec(bytes);
  const protocol = scheme ? (scheme[1] ?? '').toLowerCase() : 'http';
  if (protocol !== 'http' && protocol !== 'https') return null;
  const rest = scheme ? bytes.slice(scheme[0].length) : bytes;
  const end = rest.search(/[/?#]/);
  const authority = end < 0 ? rest : rest.slice(0, end);

  const withPort = /^(.+):([^:\]@]*)$/s.exec(authority);
  const port = withPort ? parsePort(withPort[2] ?? '') : 0;
  if (port === null) return null;
  const userAndHost = withPort ? (withPort[1] ?? '') : authority;
  const at = userAndHost.lastIndexOf('@');
  const userInfo = at < 0 ? '' : userAndHost.slice(0, at);
  const host = userAndHost.slice(at + 1).toLowerCase();
  const isIpv6 = /^\[.*\]$/s.test(host);
  if (host === '' || host === '.') return null;
  if (!isIpv6 && (!HOST_PART.test(host) || !USER_INFO.test(userInfo))) return null;

  const tail = (end < 0 ? '' : rest.slice(end)).replace(/[\0\t\n\v\f\r ]+$/, '');
  const query = (tail.startsWith('/') ? tail : `/${tail}`).replace(/[\x00-\x20]/g, percentEncode);
  return { host, port, https: protocol === 'https', hasUserInfo: userInfo !== '', isIpv6, query };
}

function parsePort(digits: string): number | null {
  if (!/^\d+$/.test(digits)) return null;
  const port = Number(digits);
  return port >= 1 && port <= 65535 ? port : null;
}

/** Path segments (decoded, trailing empty ones dropped) and arguments in order of a URL query. */
export interface LinkQuery {
  readonly path: readonly string[];
  readonly args: readonly (readonly [key: string, value: string])[];
}

/** Follows `parse_url_query` of the same source: the path is decoded first and split then, so `%2F` separates. */
export function parseLinkQuery(query: string): LinkQuery {
  const body = query.startsWith('/') ? query.slice(1) : query;
  const [beforeHash = ''] = body.split('#', 1);
  const mark = beforeHash.indexOf('?');
  const path = percentDecode(mark < 0 ? beforeHash : beforeHash.slice(0, mark), false).split('/');
  while (path.length > 0 && path.at(-1) === '') path.pop();
  const args: (readonly [string, string])[] = [];
  for (const pair of mark < 0 ? [] : beforeHash.slice(mark + 1).split('&')) {
    const equals = pair.indexOf('=');
    const key = percentDecode(equals < 0 ? pair : pair.slice(0, equals), true);
    if (key !== '') args.push([key, equals < 0 ? '' : percentDecode(pair.slice(equals + 1), true)]);
  }
  return { path, args };
}

/** Value of the first argument of that name; undefined when it was not given. */
export function linkArgument(query: LinkQuery, key: string): string | undefined {
  return query.args.find(([name]) => name === key)?.[1];
}
