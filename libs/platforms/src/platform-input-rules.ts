import { invalid } from '@mizan/foundation/errors.js';
import { readEndpoint, type EndpointRefusal } from './webhook-address-rules.js';

const CODE = /^[a-z][a-z0-9_-]{1,39}$/;

const REFUSALS: Readonly<Record<EndpointRefusal, string>> = {
  not_a_url: 'This is not an address.',
  not_https: 'The address has to begin with https://.',
  has_credentials: 'The address must not contain a user name or password.',
  has_query: 'The address must not contain a query or a fragment.',
  address_refused: 'This address is private or reserved; orders are only sent to public hosts.',
};

/** Throws INVALID_INPUT naming `code`: 2 to 40 of a-z, 0-9, dash, underscore, beginning with a letter. */
export function checkCode(code: string): void {
  if (!CODE.test(code)) throw invalid('code', 'A code has 2 to 40 of a-z, 0-9, - and _, and begins with a letter.');
}

/** The name without spaces around it; throws INVALID_INPUT naming `name` when it has not 1 to 120 characters. */
export function checkName(name: string): string {
  const trimmed = name.trim();
  if (trimmed.length < 1 || trimmed.length > 120) throw invalid('name', 'A name has 1 to 120 characters.');
  return trimmed;
}

/** Null for an empty address; throws INVALID_INPUT naming `endpointUrl` for one that will never be called. */
export function checkEndpoint(endpointUrl: string | null | undefined, allowLoopback: boolean): string | null {
  const text = endpointUrl?.trim() ?? '';
  if (text === '') return null;
  const candidate = readEndpoint(text, allowLoopback);
  if (typeof candidate === 'string') throw invalid('endpointUrl', REFUSALS[candidate], { reason: candidate });
  return text;
}

/** Throws INVALID_INPUT naming `ordersPerSecond` outside 1 to 10,000. */
export function checkOrdersPerSecond(value: number): void {
  if (!Number.isInteger(value) || value < 1 || value > 10_000) {
    throw invalid('ordersPerSecond', 'Between 1 and 10,000 orders a second.', { min: 1, max: 10_000 });
  }
}
