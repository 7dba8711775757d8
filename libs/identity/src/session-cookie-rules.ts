import plugin from '@fastify/cookie';

const cookies = plugin.fastifyCookie;

/** Longest cookie header that is looked at, in characters; browsers stop at 4,096 for each cookie. */
const MAX_HEADER = 16_384;

export interface CookiePolicy {
  readonly name: string;
  readonly secure: boolean;
}

/**
 * `__Host-` and Secure when people reach the desk by https (RFC 6265bis §4.1.3.2: no Domain, Path=/, Secure), a plain
 * name on http, where browsers would drop the other.
 */
export function cookiePolicy(publicUrl: string, name = 'mizan'): CookiePolicy {
  const secure = isPublic({ PUBLIC_URL: publicUrl });
  return { name: secure ? `__Host-${name}` : name, secure };
}

/** True where people reach the desk by https. */
export function isPublic(config: { readonly PUBLIC_URL: string }): boolean {
  return new URL(config.PUBLIC_URL).protocol === 'https:';
}

/** The value of the cookie in a Cookie header, or null. */
export function readCookie(policy: CookiePolicy, header: string | undefined): string | null {
  if (!header || header.length > MAX_HEADER) return null;
  return cookies.parse(header)[policy.name] ?? null;
}

/** Set-Cookie that carries the token for as long as the session lasts at most. */
export function writeCookie(
  policy: CookiePolicy,
  value: string,
  maxAgeSeconds: number,
  sameSite: 'strict' | 'lax' = 'strict',
): string {
  return cookies.serialize(policy.name, value, {
    path: '/',
    httpOnly: true,
    secure: policy.secure,
    sameSite,
    maxAge: maxAgeSeconds,
  });
}

/** Set-Cookie that removes it. */
export function clearCookie(policy: CookiePolicy, sameSite: 'strict' | 'lax' = 'strict'): string {
  return writeCookie(policy, '', 0, sameSite);
}
