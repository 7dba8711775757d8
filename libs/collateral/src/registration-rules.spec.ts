import { randomBytes } from 'node:crypto';
import fc from 'fast-check';
import { passToken, readPassToken, registrationAnswer } from './registration-rules.js';

describe('registering again', () => {
  it.each([
    [false, false, false, 'allowed'],
    [false, true, true, 'allowed'],
    [true, false, false, 'barred'],
    [true, true, false, 'barred'],
    [true, false, true, 'barred'],
    [true, true, true, 'allowed_by_pass'],
  ] as const)(
    'with a barred key %s, a pass %s, a key of theirs %s is %s',
    (keyBarred, passUsable, keyOfPassed, answer) => {
      expect(registrationAnswer({ keyBarred, passUsable, keyOfPassed })).toBe(answer);
    },
  );
});

describe('the token of a pass', () => {
  it('is read back however it is typed', () => {
    fc.assert(
      fc.property(fc.uint8Array({ minLength: 20, maxLength: 20 }), (bytes) => {
        const token = passToken(bytes);
        const plain = token.replaceAll('-', '');
        expect(readPassToken(token)).toBe(plain);
        expect(readPassToken(` ${token.toLowerCase().replaceAll('-', ' ').replaceAll('0', 'o')} `)).toBe(plain);
      }),
    );
  });

  it('carries a hundred bits', () => {
    expect(passToken(randomBytes(20))).toMatch(/^(?:[0-9A-Z]{4}-){4}[0-9A-Z]{4}$/);
  });

  it('is not read from what can be none', () => {
    expect(readPassToken('7K4M-9QPT')).toBeNull();
    expect(readPassToken('UUUU-UUUU-UUUU-UUUU-UUUU')).toBeNull();
  });
});
