/** What is read of an ID token whose signature, issuer, audience, times and nonce were already checked. */
export interface IdTokenClaims {
  readonly iss: string;
  readonly sub: string;
  readonly acr: string | null;
  /** The provider says that more than one factor was used (`mfa` in `amr`, RFC 8176 §2). */
  readonly multiFactor: boolean;
  /** null unless the provider says that it verified the address. */
  readonly verifiedEmail: string | null;
}

/** Reads the claims that matter; anything of another type counts as missing. */
export function readClaims(claims: Readonly<Record<string, unknown>>): IdTokenClaims {
  const text = (name: string): string | null => {
    const value = claims[name];
    return typeof value === 'string' && value !== '' ? value : null;
  };
  return {
    iss: text('iss') ?? '',
    sub: text('sub') ?? '',
    acr: text('acr'),
    multiFactor: Array.isArray(claims['amr']) && claims['amr'].includes('mfa'),
    verifiedEmail: claims['email_verified'] === true ? text('email') : null,
  };
}

/** The acr values of which one has to be met; empty = none is asked for. */
export function requiredAcr(setting: string | undefined): readonly string[] {
  return (setting ?? '')
    .split(',')
    .map((value) => value.trim())
    .filter((value) => value !== '');
}

/** True when the provider signed in as strongly as is asked (ASVS 5.0, 6.8.4). */
export function acrSuffices(acr: string | null, required: readonly string[]): boolean {
  return required.length === 0 || (acr !== null && required.includes(acr));
}

/** A path of this desk to go back to; anything that could leave it becomes `/`. */
export function safeReturn(path: string | null | undefined): string {
  if (!path || path.length > 1_000 || !/^\/(?![/\\])[\x21-\x5b\x5d-\x7e]*$/.test(path)) return '/';
  return path;
}

/** Plain http is for providers on this machine only. */
export function isLoopback(issuer: URL): boolean {
  return ['localhost', '127.0.0.1', '[::1]'].includes(issuer.hostname);
}
