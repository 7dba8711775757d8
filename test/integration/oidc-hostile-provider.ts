import { createHmac, createSign, generateKeyPairSync, type KeyObject } from 'node:crypto';
import http from 'node:http';
import type { AddressInfo } from 'node:net';

/** How the next ID token is forged; all else of it is right. */
export interface Forgery {
  readonly header?: Record<string, unknown>;
  readonly claims?: Record<string, unknown>;
  readonly signature?:
    'right' | 'none' | 'foreign key' | 'client secret' | 'public key as secret' | 'changed after signing';
}

export interface HostileProvider {
  readonly issuer: string;
  forge(forgery: Forgery): void;
  close(): Promise<void>;
}

const encode = (value: unknown): string => Buffer.from(JSON.stringify(value)).toString('base64url');

/** A provider that answers the code flow with whatever ID token it is told to. */
export async function startHostileProvider(clientSecret: string): Promise<HostileProvider> {
  const right = generateKeyPairSync('rsa', { modulusLength: 2048 });
  const foreign = generateKeyPairSync('rsa', { modulusLength: 2048 });
  const publicPem = right.publicKey.export({ type: 'spki', format: 'pem' }).toString();
  let forgery: Forgery = {};
  let nonce = '';
  let issuer = '';

  const sign = (input: string, key: KeyObject): string => createSign('RSA-SHA256').update(input).sign(key, 'base64url');
  const hmac = (input: string, key: string): string => createHmac('sha256', key).update(input).digest('base64url');
  const token = (): string => {
    const now = Math.floor(Date.now() / 1000);
    const claims = { iss: issuer, aud: 'mizan', sub: 'subject-1', iat: now, exp: now + 300, nonce, ...forgery.claims };
    const input = `${encode({ alg: 'RS256', kid: 'k1', ...forgery.header })}.${encode(claims)}`;
    switch (forgery.signature ?? 'right') {
      case 'none':
        return `${input}.`;
      case 'foreign key':
        return `${input}.${sign(input, foreign.privateKey)}`;
      case 'client secret':
        return `${input}.${hmac(input, clientSecret)}`;
      case 'public key as secret':
        return `${input}.${hmac(input, publicPem)}`;
      case 'changed after signing': {
        const [header] = input.split('.');
        return `${header}.${encode({ ...claims, sub: 'somebody-else' })}.${sign(input, right.privateKey)}`;
      }
      default:
        return `${input}.${sign(input, right.privateKey)}`;
    }
  };

  const server = http.createServer((request, response) => {
    const url = new URL(request.url ?? '/', issuer);
    const json = (value: unknown): void => {
      response.setHeader('content-type', 'application/json');
      response.end(JSON.stringify(value));
    };
    if (url.pathname === '/.well-known/openid-configuration') {
      json({
        issuer,
        authorization_endpoint: `${issuer}/auth`,
        token_endpoint: `${issuer}/token`,
        jwks_uri: `${issuer}/jwks`,
        response_types_supported: ['code'],
        subject_types_supported: ['public'],
        id_token_signing_alg_values_supported: ['RS256', 'HS256', 'none'],
      });
    } else if (url.pathname === '/jwks') {
      json({ keys: [{ ...right.publicKey.export({ format: 'jwk' }), kid: 'k1', alg: 'RS256', use: 'sig' }] });
    } else if (url.pathname === '/auth') {
      nonce = url.searchParams.get('nonce') ?? '';
      const back = new URL(url.searchParams.get('redirect_uri') ?? '');
      back.searchParams.set('code', 'code-1');
      back.searchParams.set('state', url.searchParams.get('state') ?? '');
      response.writeHead(302, { location: back.href }).end();
    } else {
      json({ access_token: 'access', token_type: 'Bearer', expires_in: 300, id_token: token() });
    }
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  issuer = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  return {
    issuer,
    forge: (next) => {
      forgery = next;
    },
    close: () => new Promise((resolve) => server.close(() => resolve())),
  };
}
