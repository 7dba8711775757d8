export interface HeaderOptions {
  readonly publicUrl: string;
  /** The second origin, for media only. */
  readonly mediaOrigin: string;
}

/** Two years (https://hstspreload.org). */
const HSTS_SECONDS = 63_072_000;

/**
 * Headers of every answer (ASVS 5.0, 3.4). Nothing inline, nothing framed, nothing from elsewhere but media from its own
 * origin; HSTS only where people come by https, since on plain http it means nothing.
 */
export function securityHeaders(options: HeaderOptions): Readonly<Record<string, string>> {
  const { protocol, host } = new URL(options.publicUrl);
  const secure = protocol === 'https:';
  const policy = [
    `default-src 'none'`,
    `script-src 'self'`,
    `style-src 'self'`,
    `font-src 'self'`,
    `img-src 'self' data: ${options.mediaOrigin}`,
    `media-src ${options.mediaOrigin}`,
    `connect-src 'self' ${secure ? 'wss' : 'ws'}://${host}`,
    `manifest-src 'self'`,
    `base-uri 'none'`,
    `form-action 'self'`,
    `frame-ancestors 'none'`,
  ];
  return {
    'content-security-policy': policy.join('; '),
    'x-content-type-options': 'nosniff',
    'x-frame-options': 'DENY',
    'referrer-policy': 'no-referrer',
    'cross-origin-opener-policy': 'same-origin',
    'cross-origin-resource-policy': 'same-origin',
    'permissions-policy': 'camera=(), microphone=(), geolocation=(), payment=(), usb=()',
    ...(secure ? { 'strict-transport-security': `max-age=${HSTS_SECONDS}; includeSubDomains` } : {}),
  };
}
