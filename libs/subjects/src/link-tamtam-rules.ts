import type { LinkTarget } from './link-target.js';
import { parseLinkQuery, parseLinkUrl, percentDecode, toBytes } from './link-url-rules.js';

const HOSTS = new Set(['tt.me', 'tamtam.chat']);
const NAME = /^[A-Za-z0-9](?:[._-]?[A-Za-z0-9]){0,63}$/;
const BASE64URL = /^[A-Za-z0-9_-]{1,128}$/;

/** True for what TamTam accepts as a short name, in any case. */
export function isTamtamName(text: string): boolean {
  return text.length <= 64 && NAME.test(text);
}

/**
 * Reads a TamTam link: `tt.me/<name>`, `tamtam.chat/<name>`, `…/<name>/<message>`, `…/join/<hash>`; null when it is
 * none. Names are compared without case, hashes and message references with it. Forms: the `link` and `url` fields of
 * the TamTam Bot API (`Chat.link`, `Message.url`).
 */
export function readTamtamLink(text: string): LinkTarget | null {
  const [link = ''] = toBytes(text).split('#', 1);
  const url = parseLinkUrl(link);
  if (!url || url.hasUserInfo || url.isIpv6) return null;
  if (url.port !== 0 && url.port !== 80 && url.port !== 443) return null;
  const host = percentDecode(url.host, false);
  if (!HOSTS.has(host.startsWith('www.') ? host.slice(4) : host)) return null;

  const [first = '', second = ''] = parseLinkQuery(url.query).path;
  if (first.toLowerCase() === 'join') {
    return BASE64URL.test(second)
      ? { platform: 'tamtam', kind: 'invite', id: second, key: { kind: 'invite', value: second } }
      : null;
  }
  const name = first.startsWith('@') ? first.slice(1) : first;
  if (!isTamtamName(name)) return null;
  const key = { kind: 'handle', value: name.toLowerCase() } as const;
  return second !== '' && BASE64URL.test(second)
    ? { platform: 'tamtam', kind: 'message', id: `${key.value}/${second}`, key }
    : { platform: 'tamtam', kind: 'public_chat', id: key.value, key };
}
