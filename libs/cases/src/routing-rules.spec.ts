import fc from 'fast-check';
import {
  explainRoute,
  inOrder,
  route,
  type RoutingFacts,
  type RoutingQueue,
  type RoutingRow,
} from './routing-rules.js';

const QUEUES: RoutingQueue[] = [
  { id: 'general', kind: 'general', position: 1, active: true },
  { id: 'arabic', kind: 'general', position: 2, active: true },
  { id: 'closed', kind: 'general', position: 3, active: false },
  { id: 'children', kind: 'child_safety', position: 4, active: true },
];
const facts: RoutingFacts = {
  platformId: 'p1',
  sourceKind: 'referral',
  policyId: null,
  language: 'ar',
  subjectKind: 'channel',
  category: 'general',
  audience: 5_000,
};
const rule = (id: string, more: Partial<RoutingRow> = {}): RoutingRow => ({
  id,
  position: 1,
  active: true,
  queueId: 'arabic',
  conditions: {},
  ...more,
});

const anyRule: fc.Arbitrary<RoutingRow> = fc.record({
  id: fc.uuid(),
  position: fc.nat(50),
  active: fc.boolean(),
  queueId: fc.constantFrom('general', 'arabic', 'closed', 'children', 'gone'),
  conditions: fc.record(
    {
      languages: fc.subarray(['ar', 'en', 'ru']),
      categories: fc.subarray(['general', 'terrorism', 'child_safety']),
      sourceKinds: fc.subarray(['referral', 'user_report']),
      audienceAtLeast: fc.nat(10_000),
    },
    { requiredKeys: [] },
  ),
});
const anyFacts: fc.Arbitrary<RoutingFacts> = fc.record({
  platformId: fc.constant('p1'),
  sourceKind: fc.constantFrom('referral', 'user_report'),
  policyId: fc.constant(null),
  language: fc.constantFrom('ar', 'en', null),
  subjectKind: fc.constant('channel'),
  category: fc.constantFrom('general', 'terrorism', 'child_safety'),
  audience: fc.option(fc.nat(20_000)),
});

describe('where a flag goes', () => {
  it('the first active rule whose conditions all hold decides, and the others say why not', () => {
    const rules = [
      rule('off', { active: false }),
      rule('to-closed', { queueId: 'closed' }),
      rule('english', { conditions: { languages: ['en'] } }),
      rule('large', { conditions: { audienceAtLeast: 10_000 } }),
      rule('arabic', { conditions: { languages: ['ar'], sourceKinds: ['referral'] } }),
      rule('all'),
    ];
    expect(route(rules, QUEUES, facts)).toEqual({ queueId: 'arabic', ruleId: 'arabic' });
    expect(explainRoute(rules, QUEUES, facts).map(({ ruleId, because }) => [ruleId, because])).toEqual([
      ['off', 'rule_inactive'],
      ['to-closed', 'queue_inactive'],
      ['english', 'languages'],
      ['large', 'audienceAtLeast'],
      ['arabic', 'matched'],
      ['all', 'earlier_rule'],
    ]);
  });

  it('without a rule the first active general queue takes it', () => {
    expect(route([], QUEUES, facts)).toEqual({ queueId: 'general', ruleId: null });
    expect(route([], [], facts)).toBeNull();
  });

  it('child safety never goes anywhere but to its own kind of queue', () => {
    fc.assert(
      fc.property(fc.array(anyRule), anyFacts, (rules, one) => {
        fc.pre(one.category === 'child_safety');
        return route(inOrder(rules), QUEUES, one)?.queueId === 'children';
      }),
    );
  });

  it('the explanation and the route always agree, and at most one rule matched', () => {
    fc.assert(
      fc.property(fc.array(anyRule), anyFacts, (rules, one) => {
        const ordered = inOrder(rules);
        const matched = explainRoute(ordered, QUEUES, one).filter((trial) => trial.matched);
        expect(matched.length).toBeLessThanOrEqual(1);
        expect(matched[0]?.ruleId ?? null).toBe(route(ordered, QUEUES, one)?.ruleId ?? null);
      }),
    );
  });

  it('every flag goes to an active queue that exists', () => {
    fc.assert(
      fc.property(fc.array(anyRule), anyFacts, (rules, one) => {
        const target = route(inOrder(rules), QUEUES, one);
        return QUEUES.some((queue) => queue.id === target?.queueId && queue.active);
      }),
    );
  });
});
