import { careSignals } from './care-signal-rules.js';

const plain = { subjectId: 's', title: 'Kitchen talk', description: null, verifiedBadge: false };

describe('public facts that ask for care', () => {
  it.each([
    ['Reporter at a daily', 'Reporter'],
    ['صحفية من حلب', 'صحفي'],
    ['Chercheuse au laboratoire', 'Chercheuse'],
    ['Журналистка', 'Журналист'],
  ])('%s', (description, words) => {
    expect(careSignals({ ...plain, description })).toEqual([{ code: 'declared_profession', words, subjectId: 's' }]);
  });

  it('a badge is one, and a plain subject has none', () => {
    expect(careSignals({ ...plain, verifiedBadge: true })).toEqual([
      { code: 'verified_badge', words: '', subjectId: 's' },
    ]);
    expect(careSignals(plain)).toEqual([]);
  });

  it('words that only contain a profession are none', () => {
    expect(careSignals({ ...plain, description: 'unprofessorial expression' })).toEqual([]);
  });
});
