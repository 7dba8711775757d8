import fc from 'fast-check';
import { Webhook } from 'standardwebhooks';
import { newSigningSecret, signatureHeaders, signingKey } from './webhook-signature-rules.js';

function keyOf(secret: string): Buffer {
  const key = signingKey(secret);
  if (!key) throw new Error('not a signing secret');
  return key;
}

describe('webhook signature', () => {
  it('matches the golden vector of Standard Webhooks', () => {
    const headers = signatureHeaders(
      [keyOf('whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw')],
      'msg_p5jXN8AQM9LWM0D4loKWxJek',
      1614265330,
      '{"test": 2432232314}',
    );
    expect(headers['webhook-signature']).toBe('v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE=');
    expect(headers['webhook-timestamp']).toBe('1614265330');
  });

  it('is accepted by an independent verifier for any body, and refused once a byte changes', () => {
    fc.assert(
      fc.property(fc.uuid(), fc.json(), (id, body) => {
        const secret = newSigningSecret();
        const headers = { ...signatureHeaders([keyOf(secret)], id, Math.floor(Date.now() / 1000), body) };
        const verifier = new Webhook(secret);
        verifier.verify(body, headers);
        expect(() => verifier.verify(`${body} `, headers)).toThrow();
        expect(() => verifier.verify(body, { ...headers, 'webhook-id': `${id}x` })).toThrow();
      }),
      { numRuns: 50 },
    );
  });

  it('signs with the new and the old key while a secret is rotated, so that either side may move first', () => {
    const [fresh, old, other] = [newSigningSecret(), newSigningSecret(), newSigningSecret()];
    const now = Math.floor(Date.now() / 1000);
    const headers = { ...signatureHeaders([keyOf(fresh), keyOf(old)], 'order-1', now, '{}') };
    expect(() => new Webhook(fresh).verify('{}', headers)).not.toThrow();
    expect(() => new Webhook(old).verify('{}', headers)).not.toThrow();
    expect(() => new Webhook(other).verify('{}', headers)).toThrow();
  });

  it('is refused by a verifier when it is older than five minutes', () => {
    const secret = newSigningSecret();
    const headers = { ...signatureHeaders([keyOf(secret)], 'order-1', Math.floor(Date.now() / 1000) - 301, '{}') };
    expect(() => new Webhook(secret).verify('{}', headers)).toThrow(/too old/);
  });

  it.each([
    ['no prefix', 'MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw'],
    ['too short', `whsec_${Buffer.alloc(23).toString('base64')}`],
    ['too long', `whsec_${Buffer.alloc(65).toString('base64')}`],
    ['not base64', 'whsec_***'],
    ['empty', 'whsec_'],
  ])('does not take a secret that is %s', (_what, secret) => {
    expect(signingKey(secret)).toBeNull();
  });
});
