import fc from 'fast-check';
import { piecesOf, quotedTerms } from './matched-terms-rules.js';

const matched = (paragraph: string, ...terms: string[]) =>
  piecesOf(paragraph, terms)
    .filter((piece) => piece.matched)
    .map((piece) => piece.text);

it.each([
  [['matched "join us" twice', 'matched "join us"'], ['join us']],
  [['تطابق مع «فرسان النصر» و“البيعة”'], ['فرسان النصر', 'البيعة']],
  [['„Waffe“ und “weapon”'], ['Waffe', 'weapon']],
  [['nothing quoted', "it's a user's words", '""', '" "'], []],
])('takes what flags quote: %j', (reasons, expected) => {
  expect(quotedTerms(reasons)).toEqual(expected);
});

it.each([
  ['Join us. We do not JOIN  usurers; join us', ['join us'], ['Join us', 'join us']],
  ['urban, ban', ['ban'], ['ban']],
  ['والبيعة الآن', ['البيعة'], ['البيعة']],
  ['البَيْعَةُ', ['البيعة'], ['البَيْعَةُ']],
  ['البـــيعه', ['البيعة'], ['البـــيعه']],
  ['إعلام', ['اعلام'], ['إعلام']],
  ['we\u200Bapon', ['weapon'], ['we\u200Bapon']],
  ['nothing', ['something'], []],
])('finds in %j the terms %j as they are written there', (paragraph, terms, expected) => {
  expect(matched(paragraph, ...terms)).toEqual(expected);
});

it('leaves nothing out and changes nothing', () => {
  const letters = fc.string({ unit: fc.constantFrom('a', 'B', 'ب', 'ـ', 'َ', '\u200F', ' ', '😀'), maxLength: 30 });
  fc.assert(
    fc.property(letters, fc.array(letters, { maxLength: 3 }), (paragraph, terms) => {
      expect(
        piecesOf(paragraph, terms)
          .map((piece) => piece.text)
          .join(''),
      ).toBe(paragraph);
    }),
  );
});
