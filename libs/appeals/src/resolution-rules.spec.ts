import fc from 'fast-check';
import { APPEAL_OUTCOMES } from './appeal-transition-rules.js';
import { liftedBy, resolutionFaults, type ResolutionDraft, type ResolutionFacts } from './resolution-rules.js';

const FACTS: ResolutionFacts = { appellant: 'affected', decisionId: 'd', subjectId: 's', covered: ['a', 'b'] };
const DRAFT: ResolutionDraft = {
  outcome: 'reversed',
  restrictionIds: [],
  reasons: 'Your account reports on the group; it does not belong to it.',
  rationale: 'Monitoring project, verified.',
  omittedReason: null,
  finding: null,
};
const codes = (draft: Partial<ResolutionDraft>, facts: Partial<ResolutionFacts> = {}) =>
  resolutionFaults({ ...DRAFT, ...draft }, { ...FACTS, ...facts }).map((each) => each.code);

describe('answering an appeal', () => {
  it.each([
    ['to reverse all is good', {}, {}, []],
    ['to uphold is good', { outcome: 'upheld' }, {}, []],
    ['to lift one of two is good', { outcome: 'partially_reversed', restrictionIds: ['b'] }, {}, []],
    ['needs words for the person', { reasons: ' ' }, {}, ['REASONS_MISSING']],
    ['needs words for the record', { rationale: '' }, {}, ['RATIONALE_MISSING']],
    ['partly needs to say what', { outcome: 'partially_reversed' }, {}, ['RESTRICTIONS_MISSING']],
    ['partly is not all', { outcome: 'partially_reversed', restrictionIds: ['a', 'b'] }, {}, ['NOT_PARTIAL']],
    [
      'does not lift what it is not about',
      { outcome: 'partially_reversed', restrictionIds: ['c'] },
      {},
      ['RESTRICTION_UNKNOWN'],
    ],
    ['with no decision needs a reason', { outcome: 'omitted' }, {}, ['OMITTED_REASON_MISSING']],
    ['without a decision behind it is an omission', { outcome: 'reversed' }, { decisionId: null }, ['NOTHING_DECIDED']],
    [
      'of a reporter is not partial',
      { outcome: 'partially_reversed', restrictionIds: ['a'] },
      { appellant: 'reporter' },
      ['OUTCOME_NOT_ALLOWED'],
    ],
    ['upheld finds nobody swept up', { outcome: 'upheld', finding: { subjectId: 's' } }, {}, ['FINDING_CONTRADICTS']],
    ['finds only the person swept up', { finding: { subjectId: 'x' } }, {}, ['SUBJECT_NOT_NAMED']],
  ] as const)('%s', (_what, draft, facts, expected) => {
    expect(codes(draft, facts)).toEqual(expected);
  });

  it('lifts nothing but what the appeal is about, and something exactly when it reverses', () => {
    const draft = fc.record({
      outcome: fc.constantFrom(...APPEAL_OUTCOMES),
      restrictionIds: fc.subarray(['a', 'b', 'c']),
      omittedReason: fc.constantFrom(null, 'twice'),
    });
    fc.assert(
      fc.property(draft, fc.subarray(['a', 'b', 'c'], { minLength: 1 }), (some, covered) => {
        const whole = { ...DRAFT, ...some };
        const facts = { ...FACTS, covered };
        if (resolutionFaults(whole, facts).length > 0) return;
        const lifted = liftedBy(whole, facts);
        expect(lifted.every((id) => covered.includes(id))).toBe(true);
        expect(lifted.length > 0).toBe(whole.outcome === 'reversed' || whole.outcome === 'partially_reversed');
        expect(lifted.length === covered.length).toBe(whole.outcome === 'reversed');
      }),
    );
  });
});
