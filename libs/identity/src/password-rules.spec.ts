import fc from 'fast-check';
import { PASSWORD_LENGTH, passwordFault } from './password-rules.js';

describe('a password', () => {
  it.each([
    ['short', 'too_short'],
    ['elevenchars', 'too_short'],
    ['x'.repeat(257), 'too_long'],
    ['password1234', 'common'],
    ['P@ssw0rd2024!', 'common'],
    ['Passwort12345!', 'common'],
    ['qwertyuiop123', 'repetitive'],
    ['Welcome2Mizan2026', 'common'],
    ['iloveyou-iloveyou', 'common'],
    ['admin!admin!2026', 'common'],
    ['trustno1trustno1', 'common'],
    ['123456789012', 'repetitive'],
    ['aaaaaaaaaaaaaaaa', 'repetitive'],
    ['abcabcabcabcabc', 'repetitive'],
    ['111122223333', 'repetitive'],
    ['abcdefgh12345678', 'repetitive'],
  ])('%s is refused as %s', (password, fault) => {
    expect(passwordFault(password)).toBe(fault);
  });

  it.each([
    'correct horse battery staple',
    'Tr0ub4dor&3-Kestrel',
    'فنجان قهوة على الشرفة',
    'vK9#mQ2!xLp7',
    'my neighbour paints boats',
  ])('%s is taken', (password) => {
    expect(passwordFault(password)).toBeNull();
  });

  it('is refused when it is the name or the address of its owner and nothing else', () => {
    const about = ['Layla Haddad', 'layla.haddad@desk.example'];
    expect(passwordFault('LaylaHaddad1990!', about)).toBe('personal');
    expect(passwordFault('laylahaddad@desk', about)).toBe('personal');
    expect(passwordFault('Layla keeps seven grey parrots', about)).toBeNull();
  });

  it('is judged by its length in characters, whatever they are', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme', maxLength: 300 }), (password) => {
        const length = [...password].length;
        const fault = passwordFault(password);
        expect(fault === 'too_short').toBe(length < PASSWORD_LENGTH.min);
        expect(fault === 'too_long').toBe(length > PASSWORD_LENGTH.max);
      }),
    );
  });

  it('of twelve and more random characters is practically never refused', () => {
    const letters = 'abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ';
    const random = fc.string({ unit: fc.constantFrom(...letters), minLength: 16, maxLength: 40 });
    const refused = fc.sample(random, 500).filter((password) => new Set(password).size > 8 && passwordFault(password));
    expect(refused).toEqual([]);
  });
});
