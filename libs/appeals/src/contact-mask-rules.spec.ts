import fc from 'fast-check';
import { maskedContact, wholeContact } from './contact-mask-rules.js';

describe('how a person can be reached', () => {
  it.each([
    [
      { name: 'Nour Haddad', email: 'researcher@example.org' },
      'N••• H••• · r•••@e•••.org',
      'Nour Haddad · researcher@example.org',
    ],
    [{ email: 'a@b.co.uk' }, 'a•••@b•••.uk', 'a@b.co.uk'],
    [{ name: 'نور' }, 'ن•••', 'نور'],
    [{}, null, null],
  ])('is masked for whoever does not work the case: %j', (contact, masked, whole) => {
    expect(maskedContact(contact)).toBe(masked);
    expect(wholeContact(contact)).toBe(whole);
  });

  it('keeps only one letter of each part', () => {
    fc.assert(
      fc.property(fc.emailAddress(), (email) => {
        const [local = ''] = email.split('@');
        const shown = maskedContact({ email }) ?? '';
        if (local.length > 1) expect(shown.split('@')[0]).toBe(`${[...local][0]}•••`);
      }),
    );
  });
});
