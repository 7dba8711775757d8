import fc from 'fast-check';
import { decisionsToReverse, planRemedy, type StandingFact } from './remedy-plan-rules.js';

const DECISIONS = ['d1', 'd2', 'd3', 'd4'];
const facts = fc.uniqueArray(
  fc.record<StandingFact>({
    restrictionId: fc.integer({ min: 1, max: 40 }).map((n) => `r${n}`),
    subjectId: fc.constantFrom('s1', 's2', 's3'),
    measure: fc.constantFrom('suspend_account', 'bar_reregistration', 'remove_followers', 'label'),
    relation: fc.constantFrom('person', 'alternate', 'associate', 'membership'),
    via: fc.constant('link'),
    decisionIds: fc.subarray(DECISIONS, { minLength: 1 }),
  }),
  { selector: (fact) => fact.restrictionId },
);
/** What the desk knows always: every decision that covers something of the person touched them. */
const because = (list: readonly StandingFact[], following: readonly string[]) =>
  new Set([...following, ...list.filter((fact) => fact.relation === 'person').flatMap((fact) => fact.decisionIds)]);

const fact = (change: Partial<StandingFact>): StandingFact => ({
  restrictionId: 'r1',
  subjectId: 's1',
  measure: 'suspend_account',
  relation: 'person',
  via: 'same_person',
  decisionIds: ['d1'],
  ...change,
});

describe('the plan of a remedy', () => {
  it.each([
    ['a measure on the person', fact({}), 'measure', true],
    ['the bar on registering again', fact({ measure: 'bar_reregistration' }), 'bar', true],
    ['an alternate barred because of them', fact({ relation: 'alternate' }), 'alternate', true],
    ['followers of their own channel', fact({ measure: 'remove_followers' }), 'membership', true],
    ['a channel with which they may have been swept up', fact({ relation: 'associate' }), 'alternate', false],
    ['a channel from whose members they were taken', fact({ relation: 'membership' }), 'membership', false],
  ] as const)('holds %s', (_what, one, kind, chosen) => {
    expect(planRemedy([one], new Set(['d1']))).toMatchObject([{ kind, chosen, decisionIds: ['d1'], heldBy: [] }]);
  });

  it('shows but does not propose an alternate that another decision holds for its own reasons', () => {
    const plan = planRemedy([fact({ relation: 'alternate', decisionIds: ['d1', 'd2'] })], new Set(['d1']));
    expect(plan).toMatchObject([{ chosen: false, decisionIds: ['d1'], heldBy: ['d2'] }]);
  });

  it('leaves out an alternate that no decision about the person brought down', () => {
    expect(planRemedy([fact({ relation: 'alternate', decisionIds: ['d2'] })], new Set(['d1']))).toEqual([]);
  });

  it('leaves nothing standing on the person', () => {
    fc.assert(
      fc.property(facts, fc.subarray(DECISIONS), (list, following) => {
        const plan = planRemedy(list, because(list, following)).filter((item) => item.chosen);
        const reversed = new Set(decisionsToReverse(plan));
        const taken = new Set(plan.map((item) => item.restrictionId));
        for (const each of list.filter((one) => one.relation === 'person'))
          expect(taken.has(each.restrictionId) && each.decisionIds.every((id) => reversed.has(id))).toBe(true);
      }),
    );
  });

  it('never ends a cover that has a reason of its own, whatever is chosen', () => {
    fc.assert(
      fc.property(facts, fc.subarray(DECISIONS), (list, following) => {
        const plan = planRemedy(list, because(list, following));
        const reversed = new Set(decisionsToReverse(plan));
        for (const item of plan) expect(item.heldBy.some((id) => reversed.has(id))).toBe(false);
      }),
    );
  });
});
