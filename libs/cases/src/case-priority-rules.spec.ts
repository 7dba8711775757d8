import fc from 'fast-check';
import {
  bandOf,
  deadlineMinutes,
  HEAD_START_CAP_MINUTES,
  headStartMinutes,
  priorityOf,
  type PriorityFacts,
  type PriorityStep,
} from './case-priority-rules.js';

const NOW = Date.UTC(2026, 10, 23);
const HOUR = 3_600_000;
const STEPS: PriorityStep[] = [
  { reason: 'audience', atLeast: 1_000, minutes: 30 },
  { reason: 'audience', atLeast: 10_000, minutes: 90 },
  { reason: 'source', atLeast: 3, minutes: 30 },
  { reason: 'wave', atLeast: 10, minutes: 60 },
  { reason: 'wave', atLeast: 250, minutes: 480 },
];
const plain: PriorityFacts = {
  dueAtMs: NOW + 24 * HOUR,
  severityMinutes: 0,
  audience: null,
  sourceCount: 1,
  flagCount: 1,
  band: null,
};

const anyFacts: fc.Arbitrary<PriorityFacts> = fc.record({
  dueAtMs: fc.integer({ min: NOW - 1_000 * HOUR, max: NOW + 9_000 * HOUR }),
  severityMinutes: fc.integer({ min: 0, max: 2_880 }),
  audience: fc.option(fc.integer({ min: 0, max: 100_000_000 })),
  sourceCount: fc.integer({ min: 1, max: 60 }),
  flagCount: fc.integer({ min: 0, max: 100_000 }),
  band: fc.constantFrom(null, 'removal_order', 'threat_to_life'),
});

describe('the rank of a case', () => {
  it('is its due time less its head start, with every reason named', () => {
    const facts = { ...plain, severityMinutes: 240, audience: 12_000, sourceCount: 3 };
    const { rank, reasons } = priorityOf(facts, STEPS);
    expect(reasons.map((reason) => [reason.code, reason.minutes])).toEqual([
      ['severity', 240],
      ['audience', 90],
      ['source', 30],
    ]);
    expect(rank).toBe(facts.dueAtMs - 6 * HOUR);
  });

  it('depends on facts alone: the same facts at any later time give the same rank', () => {
    fc.assert(fc.property(anyFacts, (facts) => priorityOf(facts, STEPS).rank === priorityOf({ ...facts }, STEPS).rank));
  });

  it('is a safe whole number, so that the order is total', () => {
    fc.assert(fc.property(anyFacts, (facts) => Number.isSafeInteger(priorityOf(facts, STEPS).rank)));
  });

  it('nothing starves: a case due more than the cap earlier is never overtaken outside the band', () => {
    fc.assert(
      fc.property(anyFacts, anyFacts, (first, later) => {
        fc.pre(first.band === null && later.band === null);
        fc.pre(later.dueAtMs - first.dueAtMs > HEAD_START_CAP_MINUTES * 60_000);
        return priorityOf(first, STEPS).rank < priorityOf(later, STEPS).rank;
      }),
    );
  });

  it('orders and threats to life come before everything else, whatever its age and head start', () => {
    fc.assert(
      fc.property(anyFacts, anyFacts, (urgent, other) => {
        fc.pre(urgent.band !== null && other.band === null);
        return priorityOf(urgent, STEPS).rank < priorityOf(other, STEPS).rank;
      }),
    );
  });

  it('more of a fact never makes a case later', () => {
    fc.assert(
      fc.property(anyFacts, fc.nat(1_000_000), fc.nat(100), (facts, audience, more) => {
        const grown = {
          ...facts,
          audience: (facts.audience ?? 0) + audience,
          sourceCount: facts.sourceCount + more,
          flagCount: facts.flagCount + more,
        };
        return priorityOf(grown, STEPS).rank <= priorityOf(facts, STEPS).rank;
      }),
    );
  });

  it('head start is capped at 48 hours', () => {
    fc.assert(fc.property(anyFacts, (facts) => headStartMinutes(priorityOf(facts, STEPS).reasons) <= 2_880));
  });
});

describe('band and deadline', () => {
  it('a case that was once in the band stays in it', () => {
    const { reasons } = priorityOf({ ...plain, band: 'threat_to_life' }, STEPS);
    expect(bandOf('general', 'user_report', reasons)).toBe('threat_to_life');
    expect(bandOf('general', 'user_report', [])).toBeNull();
    expect(bandOf('general', 'removal_order')).toBe('removal_order');
  });

  it('a threat to life is due in 15 minutes whatever its source says', () => {
    const rules = { bySource: new Map([['user_report', 4_320]]), threatToLife: 15 };
    expect(deadlineMinutes('user_report', 'threat_to_life', rules)).toBe(15);
    expect(deadlineMinutes('user_report', 'general', rules)).toBe(4_320);
    expect(deadlineMinutes('unheard_of', 'general', rules)).toBe(4_320);
  });
});
