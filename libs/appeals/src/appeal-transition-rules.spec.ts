import fc from 'fast-check';
import { APPEAL_STATES, APPEAL_TRANSITIONS, isOpen, mayBecome, type AppealState } from './appeal-transition-rules.js';

const state = fc.constantFrom(...APPEAL_STATES);

describe('the steps of an appeal', () => {
  it('lead every appeal to a closed state, from wherever it stands', () => {
    const reached = (from: AppealState): ReadonlySet<AppealState> => {
      const seen = new Set<AppealState>([from]);
      for (const each of seen) for (const next of APPEAL_TRANSITIONS[each]) seen.add(next);
      return seen;
    };
    for (const from of APPEAL_STATES) expect(reached(from)).toContain('closed');
  });

  it('never close what nobody decided', () => {
    fc.assert(
      fc.property(state, (from) => {
        if (isOpen(from)) expect(mayBecome(from, 'closed')).toBe(false);
      }),
    );
  });

  it('never open an appeal again once it is being carried out', () => {
    for (const from of ['executing', 'closed', 'out_of_court'] as const)
      for (const to of APPEAL_STATES.filter(isOpen)) expect(mayBecome(from, to)).toBe(false);
  });

  it('never stay where they are', () => {
    fc.assert(fc.property(state, (from) => !mayBecome(from, from)));
  });
});
