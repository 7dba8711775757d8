// A real OpenID Connect provider (oidc-provider) as a process of its own. It signs in whoever the last POST /control
// said, without forms: {accountId, acr, email, verified}; {rotate: true} replaces its signing key. Prints its address.
import { generateKeyPairSync, randomUUID } from 'node:crypto';
import http from 'node:http';
import { Provider } from 'oidc-provider';

const redirectUri = process.argv[2];
let person = { accountId: 'nobody', acr: undefined, email: undefined, verified: false };
let provider;
let handle;

/** What the provider remembers outlives a change of its key. */
const remembered = new Map();
class Memory {
  constructor(name) {
    this.name = name;
  }
  key(id) {
    return `${this.name}:${id}`;
  }
  async upsert(id, payload) {
    remembered.set(this.key(id), payload);
  }
  async find(id) {
    return remembered.get(this.key(id));
  }
  async findByUid(uid) {
    return [...remembered].find(([key, payload]) => key.startsWith(`${this.name}:`) && payload.uid === uid)?.[1];
  }
  async consume(id) {
    remembered.get(this.key(id)).consumed = Math.floor(Date.now() / 1000);
  }
  async destroy(id) {
    remembered.delete(this.key(id));
  }
  async revokeByGrantId(grantId) {
    for (const [key, payload] of remembered) if (payload.grantId === grantId) remembered.delete(key);
  }
}

function newProvider(issuer) {
  const { privateKey } = generateKeyPairSync('rsa', { modulusLength: 2048 });
  const made = new Provider(issuer, {
    adapter: Memory,
    clients: [
      {
        client_id: 'mizan',
        client_secret: 'a-secret-of-the-test',
        redirect_uris: [redirectUri],
        grant_types: ['authorization_code'],
        response_types: ['code'],
      },
    ],
    jwks: { keys: [{ ...privateKey.export({ format: 'jwk' }), kid: randomUUID(), use: 'sig', alg: 'RS256' }] },
    cookies: { keys: ['test'] },
    acrValues: ['urn:mfa', 'urn:password'],
    claims: { openid: ['sub'], email: ['email', 'email_verified'] },
    pkce: { required: () => true },
    features: { devInteractions: { enabled: false } },
    interactions: { url: (_context, interaction) => `/interaction/${interaction.uid}` },
    findAccount: (_context, accountId) => ({
      accountId,
      claims: () => ({ sub: accountId, email: person.email, email_verified: person.verified }),
    }),
    loadExistingGrant: async (context) => {
      const grant = new context.oidc.provider.Grant({
        clientId: context.oidc.client.clientId,
        accountId: context.oidc.session.accountId,
      });
      grant.addOIDCScope('openid email');
      await grant.save();
      return grant;
    },
  });
  handle = made.callback();
  return made;
}

const server = http.createServer(async (request, response) => {
  if (request.url === '/control') {
    let body = '';
    for await (const chunk of request) body += chunk;
    const said = JSON.parse(body);
    if (said.rotate) provider = newProvider(provider.issuer);
    else person = said;
    response.end('{}');
  } else if (request.url.startsWith('/interaction/')) {
    await provider.interactionFinished(request, response, {
      login: { accountId: person.accountId, acr: person.acr, amr: ['pwd'] },
    });
  } else {
    handle(request, response);
  }
});
server.listen(0, '127.0.0.1', () => {
  provider = newProvider(`http://127.0.0.1:${server.address().port}`);
  process.stdout.write(`${provider.issuer}\n`);
});
