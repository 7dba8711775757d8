import { runFaults, wordsByLanguage } from './second-look-run-rules.js';

const draft = {
  outcome: 'reversed',
  rationale: 'The detector took reporting for praise.',
  reasons: [
    { language: 'ar', text: 'أُلغي القرار.' },
    { language: 'en', text: 'It was reversed.' },
  ],
};
const facts = { languages: ['ar-EG', 'ar', 'en'], chosen: 3 };

describe('one answer for many', () => {
  it('may be given when everybody is told in their language', () => {
    expect(runFaults(draft, facts)).toEqual([]);
  });

  it.each([
    ['in part', { outcome: 'partially_reversed' }, {}, 'outcome', 'OUTCOME_NOT_ALLOWED'],
    ['without a rationale', { rationale: ' \n' }, {}, 'rationale', 'RATIONALE_MISSING'],
    ['with a rationale that nobody reads', { rationale: 'x'.repeat(10_001) }, {}, 'rationale', 'RATIONALE_TOO_LONG'],
    ['to nobody', {}, { chosen: 0 }, 'itemIds', 'ITEMS_MISSING'],
    ['in a language that somebody does not read', {}, { languages: ['ru-RU'] }, 'reasons', 'REASONS_MISSING'],
    ['with words that are blank', { reasons: [{ language: 'ar', text: ' ' }] }, {}, 'reasons', 'REASONS_MISSING'],
    [
      'with words without an end',
      { reasons: [...draft.reasons, { language: 'fr', text: 'x'.repeat(10_001) }] },
      {},
      'reasons',
      'REASONS_TOO_LONG',
    ],
  ] as const)('is refused %s', (_what, change, other, field, code) => {
    expect(runFaults({ ...draft, ...change }, { ...facts, ...other })).toContainEqual(
      expect.objectContaining({ field, code }),
    );
  });

  it('keeps words by their base language', () => {
    expect(wordsByLanguage([{ language: 'fr-CA', text: ' oui ' }])).toEqual({ fr: 'oui' });
  });
});
