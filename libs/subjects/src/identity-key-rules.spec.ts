import { identityText, normalisedKey } from './identity-key-rules.js';

describe('identity keys', () => {
  it.each([
    ['phone', '+49 (170) 123-456', '+49170123456'],
    ['phone', '0049 170 123456', '+49170123456'],
    ['phone', '+٤٩ ١٧٠', '+49170'],
    ['email', ' Somebody@Example.ORG ', 'somebody@example.org'],
    ['device', ' Ab-1 ', 'Ab-1'],
  ] as const)('of kind %s have one spelling: %s', (kind, value, text) => {
    expect(normalisedKey({ kind, value })).toBe(text);
  });

  it('differ by platform and kind', () => {
    const key = { kind: 'other', value: 'x' } as const;
    expect(identityText('a', key)).not.toBe(identityText('b', key));
    expect(identityText('a', key)).not.toBe(identityText('a', { ...key, kind: 'device' }));
  });
});
