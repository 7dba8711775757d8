import { isIP, BlockList } from 'node:net';

/**
 * IPv4 ranges that are not public hosts: the IANA special-purpose address registry, multicast, and the one cloud
 * metadata address that lies in public space (Azure 168.63.129.16; the others are link-local or shared).
 */
const REFUSED_IPV4: readonly (readonly [string, number])[] = [
  ['0.0.0.0', 8],
  ['10.0.0.0', 8],
  ['100.64.0.0', 10],
  ['127.0.0.0', 8],
  ['168.63.129.16', 32],
  ['169.254.0.0', 16],
  ['172.16.0.0', 12],
  ['192.0.0.0', 24],
  ['192.0.2.0', 24],
  ['192.88.99.0', 24],
  ['192.168.0.0', 16],
  ['198.18.0.0', 15],
  ['198.51.100.0', 24],
  ['203.0.113.0', 24],
  ['224.0.0.0', 4],
  ['240.0.0.0', 4],
];

/** Parts of 2000::/3 that are not hosts of their own or carry an IPv4 address inside (Teredo, 6to4, documentation). */
const REFUSED_IPV6: readonly (readonly [string, number])[] = [
  ['2001::', 23],
  ['2001:db8::', 32],
  ['2002::', 16],
  ['3fff::', 20],
];

const refused = new BlockList();
for (const [network, prefix] of REFUSED_IPV4) refused.addSubnet(network, prefix, 'ipv4');
for (const [network, prefix] of REFUSED_IPV6) refused.addSubnet(network, prefix, 'ipv6');

const globalUnicast = new BlockList();
globalUnicast.addSubnet('2000::', 3, 'ipv6');

const loopback = new BlockList();
loopback.addSubnet('127.0.0.0', 8, 'ipv4');
loopback.addAddress('::1', 'ipv6');

/**
 * Whether a resolved address is a public host. IPv6 is allowed by what it is (global unicast), not by what it is not,
 * so IPv4-mapped, unique-local, link-local, NAT64 and everything reserved are refused without being listed.
 */
export function isPublicAddress(address: string): boolean {
  const family = isIP(address);
  if (family === 4) return !refused.check(address, 'ipv4');
  if (family === 6) {
    if (address.includes('%')) return false;
    return globalUnicast.check(address, 'ipv6') && !refused.check(address, 'ipv6');
  }
  return false;
}

/** Whether an address is this machine itself, in its plain form (127.0.0.0/8 or ::1). */
export function isLoopbackAddress(address: string): boolean {
  const family = isIP(address);
  if (family === 4) return loopback.check(address, 'ipv4');
  return (
    family === 6 &&
    !address.includes('.') &&
    !address.toLowerCase().includes('ffff:') &&
    loopback.check(address, 'ipv6')
  );
}

/** Why an endpoint is not called. */
export type EndpointRefusal = 'not_a_url' | 'not_https' | 'has_credentials' | 'has_query' | 'address_refused';

/** An endpoint that may be tried: its URL, and its address when the host is a literal one. */
export interface EndpointCandidate {
  url: URL;
  /** Null when the host is a name that has still to be resolved. */
  literalAddress: string | null;
}

/**
 * Reads an endpoint before anything is resolved (OWASP ASVS 5.0 13.2.4, 13.2.5). `https` only; `http` only towards this
 * machine and only when `allowLoopback`. The WHATWG parser turns every odd IPv4 spelling (octal, hex, decimal, short)
 * into its dotted form, so literals are judged by what would be dialled.
 */
export function readEndpoint(text: string, allowLoopback: boolean): EndpointCandidate | EndpointRefusal {
  // Readers of addresses disagree about these; no honest endpoint has them.
  if (/[\\\s\p{Cc}]/u.test(text)) return 'not_a_url';
  let url: URL;
  try {
    url = new URL(text);
  } catch {
    return 'not_a_url';
  }
  if (url.protocol !== 'https:' && url.protocol !== 'http:') return 'not_https';
  if (url.username !== '' || url.password !== '' || /^[a-z+.-]+:\/*[^/?#]*@/i.test(text)) return 'has_credentials';
  if (url.hash !== '' || url.search !== '') return 'has_query';
  const host = url.hostname.replace(/^\[|\]$/g, '');
  const literalAddress = isIP(host) === 0 ? null : host;
  if (literalAddress !== null) {
    if (!mayDial(literalAddress, allowLoopback)) return 'address_refused';
  } else if (/(^|\.)localhost\.?$/i.test(host) && !allowLoopback) {
    return 'address_refused';
  }
  if (url.protocol === 'http:') {
    const local = literalAddress === null ? /^localhost\.?$/i.test(host) : isLoopbackAddress(literalAddress);
    if (!allowLoopback || !local) return 'not_https';
  }
  return { url, literalAddress };
}

/** Whether a connection to this resolved address is allowed at all. */
export function mayDial(address: string, allowLoopback: boolean): boolean {
  return isPublicAddress(address) || (allowLoopback && isLoopbackAddress(address));
}
