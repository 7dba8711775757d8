import { Inject, Injectable } from '@nestjs/common';
import * as oidc from 'openid-client';
import { CONFIG, type Config } from '@mizan/foundation/config.js';
import { ssoRefused } from './identity.errors.js';
import { type IdTokenClaims, isLoopback, readClaims, requiredAcr } from './oidc-claims-rules.js';

/** How long the provider's metadata is used before it is read again, in milliseconds. */
const METADATA_MS = 10 * 60_000;
const TIMEOUT_SECONDS = 5;
const CALLBACK_PATH = '/auth/oidc/callback';

/** What has to come back with the code. */
export interface FlowSecrets {
  readonly state: string;
  readonly nonce: string;
  readonly codeVerifier: string;
}

/** Speaks OpenID Connect with the provider: code flow, PKCE, nonce, state. Decides nothing about people. */
@Injectable()
export class OidcClient {
  private metadata: { readonly server: oidc.ServerMetadata; readonly readAt: number } | undefined;

  constructor(@Inject(CONFIG) private readonly config: Config) {}

  newSecrets(): FlowSecrets {
    return { state: oidc.randomState(), nonce: oidc.randomNonce(), codeVerifier: oidc.randomPKCECodeVerifier() };
  }

  /** Where the browser goes to sign in. SSO_REFUSED (reason `provider_unreachable`). */
  async authorizationUrl(flow: FlowSecrets): Promise<URL> {
    const acr = requiredAcr(this.config.OIDC_REQUIRED_ACR);
    return oidc.buildAuthorizationUrl(await this.configuration(), {
      redirect_uri: this.redirectUri(),
      scope: 'openid email',
      code_challenge: await oidc.calculatePKCECodeChallenge(flow.codeVerifier),
      code_challenge_method: 'S256',
      state: flow.state,
      nonce: flow.nonce,
      ...(acr.length > 0 ? { acr_values: acr.join(' ') } : {}),
    });
  }

  /**
   * Redeems the code and checks the ID token: signature by a key of the provider, alg, iss, aud, exp, nonce (OpenID
   * Connect Core 3.1.3.7). SSO_REFUSED with a `reason` for all that does not hold.
   */
  async claims(query: URLSearchParams, flow: FlowSecrets): Promise<IdTokenClaims> {
    const address = new URL(this.redirectUri());
    address.search = query.toString();
    const configuration = await this.configuration();
    try {
      const tokens = await oidc.authorizationCodeGrant(configuration, address, {
        expectedState: flow.state,
        expectedNonce: flow.nonce,
        pkceCodeVerifier: flow.codeVerifier,
        idTokenExpected: true,
      });
      const claims = readClaims({ ...tokens.claims() });
      return claims.verifiedEmail
        ? claims
        : { ...claims, verifiedEmail: await this.emailOf(configuration, tokens, claims) };
    } catch (error) {
      throw ssoRefused(reasonOf(error), { cause: error });
    }
  }

  /** With the code flow a provider may tell the address at its userinfo endpoint only (OpenID Connect Core 5.4). */
  private async emailOf(
    configuration: oidc.Configuration,
    tokens: { readonly access_token: string },
    claims: IdTokenClaims,
  ): Promise<string | null> {
    if (!configuration.serverMetadata().userinfo_endpoint) return null;
    return readClaims({ ...(await oidc.fetchUserInfo(configuration, tokens.access_token, claims.sub)) }).verifiedEmail;
  }

  /**
   * New for each use, so that the provider's keys are fetched anew and a rotated key is known at once. The signature is
   * checked although the token came straight from the provider.
   */
  private async configuration(): Promise<oidc.Configuration> {
    const { OIDC_ISSUER, OIDC_CLIENT_ID, OIDC_CLIENT_SECRET } = this.config;
    if (!OIDC_ISSUER || !OIDC_CLIENT_ID) throw ssoRefused('not_set_up');
    const authentication = OIDC_CLIENT_SECRET ? oidc.ClientSecretBasic(OIDC_CLIENT_SECRET) : oidc.None();
    const issuer = new URL(OIDC_ISSUER);
    const server = await this.serverMetadata(issuer, OIDC_CLIENT_ID, authentication);
    const configuration = new oidc.Configuration(server, OIDC_CLIENT_ID, undefined, authentication);
    configuration.timeout = TIMEOUT_SECONDS;
    if (isLoopback(issuer)) oidc.allowInsecureRequests(configuration);
    oidc.enableNonRepudiationChecks(configuration);
    return configuration;
  }

  private async serverMetadata(
    issuer: URL,
    clientId: string,
    authentication: oidc.ClientAuth,
  ): Promise<oidc.ServerMetadata> {
    if (this.metadata && Date.now() - this.metadata.readAt < METADATA_MS) return this.metadata.server;
    try {
      const found = await oidc.discovery(issuer, clientId, undefined, authentication, {
        timeout: TIMEOUT_SECONDS,
        execute: isLoopback(issuer) ? [oidc.allowInsecureRequests] : [],
      });
      this.metadata = { server: found.serverMetadata(), readAt: Date.now() };
      return this.metadata.server;
    } catch (error) {
      throw ssoRefused('provider_unreachable', { cause: error });
    }
  }

  private redirectUri(): string {
    return new URL(CALLBACK_PATH, this.config.PUBLIC_URL).href;
  }
}

/** The library's or the provider's own word for what went wrong. */
function reasonOf(error: unknown): string {
  if (error instanceof oidc.AuthorizationResponseError || error instanceof oidc.ResponseBodyError) return error.error;
  const code: unknown = error instanceof Error && 'code' in error ? error.code : undefined;
  return typeof code === 'string' ? code.toLowerCase() : 'provider_answer';
}
