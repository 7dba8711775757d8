import fc from 'fast-check';
import { appealNumber, appealSecret, readNumber, readSecret } from './appeal-number-rules.js';

const bytes = fc.uint8Array({ minLength: 26, maxLength: 26 });

describe('the number of an appeal', () => {
  it('is read back however it is typed', () => {
    fc.assert(
      fc.property(bytes, (random) => {
        const number = appealNumber(random);
        expect(number).toMatch(/^A-[0-9A-Z]{4}-[0-9A-Z]{4}$/);
        const typed = ` ${number.toLowerCase().replaceAll('-', ' ').replaceAll('0', 'o').replaceAll('1', 'l')} `;
        expect(readNumber(typed)).toBe(number);
        expect(readNumber(typed.trim().slice(2))).toBe(number);
        expect(readSecret(appealSecret(random).toLowerCase())).toBe(appealSecret(random));
      }),
    );
  });

  it('notices one wrong letter', () => {
    const letter = fc.constantFrom(...'0123456789ABCDEFGHJKMNPQRSTVWXYZ');
    fc.assert(
      fc.property(bytes, fc.integer({ min: 0, max: 6 }), letter, (random, place, wrong) => {
        const plain = appealNumber(random).replaceAll('-', '').slice(1);
        // 31 divides no difference of two letters but that of 0 and Z.
        fc.pre(plain[place] !== wrong && !['0Z', 'Z0'].includes(`${plain[place]}${wrong}`));
        expect(readNumber(`A${plain.slice(0, place)}${wrong}${plain.slice(place + 1)}`)).toBeNull();
      }),
    );
  });

  it.each(['', 'A', 'A-7K3M', 'A-7K3M-9Q2X-1', '\u202e', '<script>'])('is not found in %j', (typed) => {
    expect(readNumber(typed)).toBeNull();
  });
});
