import fc from 'fast-check';
import { acrSuffices, isLoopback, readClaims, requiredAcr, safeReturn } from './oidc-claims-rules.js';

describe('claims of an ID token', () => {
  it('count an e-mail address only when the provider verified it', () => {
    const claims = { iss: 'i', sub: 's', email: 'a@b.example' };
    expect(readClaims({ ...claims, email_verified: true }).verifiedEmail).toBe('a@b.example');
    for (const verified of [false, 'true', 1, undefined]) {
      expect(readClaims({ ...claims, email_verified: verified }).verifiedEmail).toBeNull();
    }
  });

  it.each([
    ['urn:mfa', ['urn:mfa'], true],
    ['urn:mfa', ['urn:other', 'urn:mfa'], true],
    ['urn:mfa2', ['urn:mfa'], false],
    [null, ['urn:mfa'], false],
    [null, [], true],
  ])('with acr %s where %j is asked for: %s', (acr, required, enough) => {
    expect(acrSuffices(acr, required)).toBe(enough);
  });

  it('ask for every acr value of the setting', () => {
    expect(requiredAcr(' urn:a , urn:b,')).toEqual(['urn:a', 'urn:b']);
    expect(requiredAcr(undefined)).toEqual([]);
  });
});

describe('the way back', () => {
  it.each(['/', '/review?queue=1', '/case/12#notes'])('%s is kept', (path) => expect(safeReturn(path)).toBe(path));

  it.each([
    '//evil.example',
    '/\\evil.example',
    'https://evil.example',
    'javascript:alert(1)',
    '',
    null,
    '/a b',
    '/\n/x',
  ])('%j becomes the start page', (path) => expect(safeReturn(path)).toBe('/'));

  it('never leaves the desk, whatever is asked for', () => {
    fc.assert(
      fc.property(
        fc.oneof(
          fc.string(),
          fc.webUrl(),
          fc.string().map((text) => `/${text}`),
        ),
        (path) => {
          expect(new URL(safeReturn(path), 'https://desk.example').origin).toBe('https://desk.example');
        },
      ),
    );
  });
});

describe('a provider on plain http', () => {
  it('is this machine', () => {
    expect(isLoopback(new URL('http://127.0.0.1:3000'))).toBe(true);
    expect(isLoopback(new URL('http://127.0.0.1.evil.example'))).toBe(false);
  });
});
