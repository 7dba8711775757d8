/** The header that every changing request of a browser must carry: a foreign page cannot set it without our consent. */
export const CSRF_HEADER = 'x-mizan-csrf';

type Headers = Readonly<Record<string, string | string[] | undefined>>;

/**
 * True when a browser says that the request comes from another site: an Origin that is neither the public address nor
 * the address asked for, or Sec-Fetch-Site other than our own (https://www.w3.org/TR/fetch-metadata/).
 */
export function comesFromElsewhere(headers: Headers, publicUrl: string): boolean {
  const site = headers['sec-fetch-site'];
  if (site !== undefined && site !== 'same-origin' && site !== 'none') return true;
  const origin = headers['origin'];
  if (origin === undefined) return false;
  if (typeof origin !== 'string' || !URL.canParse(origin)) return true;
  const { host, origin: normal } = new URL(origin);
  return normal !== new URL(publicUrl).origin && host !== headers['host'];
}

/** True when the request carries the header that proves it was made by our own page. */
export function carriesCsrfHeader(headers: Headers): boolean {
  return typeof headers[CSRF_HEADER] === 'string' && headers[CSRF_HEADER] !== '';
}
