import { checkHistory, type Call, type FinalState } from './history-rules.js';

const at = { beganAt: 0, endedAt: 1 };
const claim: Call = { ...at, client: 'a', outcome: 'ok', what: { kind: 'claim', caseId: 'c1', leaseToken: '1' } };
const decide: Call = {
  ...at,
  client: 'a',
  outcome: 'ok',
  what: { kind: 'decide', caseId: 'c1', leaseToken: '1', key: 'k1', decisionId: 'd1' },
};
const flag: Call = { ...at, client: 'b', outcome: 'ok', what: { kind: 'flag', externalId: 'f1' } };
const decision = { id: 'd1', caseId: 'c1', round: 1, audited: 1, published: 1, undone: false };
const final: FinalState = {
  decisions: [decision],
  flags: new Map([['f1', 1]]),
  effects: new Map([['o1', 1]]),
  applied: new Set(['o1']),
};
const calls = [flag, claim, decide];
const asked = { ...decide, outcome: 'unknown' as const, what: { ...decide.what, decisionId: null } };

describe('the history checker', () => {
  it('finds nothing in a history that holds', () => {
    expect(checkHistory(calls, final)).toEqual([]);
  });

  it('lets a call without an answer have happened or not', () => {
    expect(checkHistory([{ ...flag, outcome: 'unknown' }, claim, asked], final)).toEqual([]);
    expect(
      checkHistory([{ ...flag, outcome: 'unknown' }, claim, asked], {
        decisions: [],
        flags: new Map(),
        effects: new Map(),
        applied: new Set(),
      }),
    ).toEqual([]);
  });

  it.each<[string, readonly Call[], Partial<FinalState>, string]>([
    ['a lease that two people hold', [...calls, { ...claim, client: 'z' }], {}, 'lease of c1 token 1 given to a and z'],
    ['an acknowledged decision that is lost', calls, { decisions: [] }, 'acknowledged decision d1 is missing'],
    [
      'a case that was decided twice in a round',
      [...calls, asked],
      { decisions: [decision, { ...decision, id: 'd2' }] },
      'case c1 round 1 was decided twice',
    ],
    [
      'a decision without its audit row',
      calls,
      { decisions: [{ ...decision, audited: 0 }] },
      'decision d1 has 0 audit rows',
    ],
    [
      'a decision without its outbox row',
      calls,
      { decisions: [{ ...decision, published: 0 }] },
      'decision d1 has 0 outbox rows',
    ],
    ['a decision that nobody asked for', [flag, claim], {}, 'decision d1 was never asked for'],
    [
      'a refused decision that happened',
      [flag, claim, { ...asked, outcome: 'failed' }],
      {},
      'decision d1 was never asked for',
    ],
    [
      'one key answered with two decisions',
      [
        ...calls,
        {
          ...decide,
          what: { ...decide.what, kind: 'decide', caseId: 'c2', leaseToken: '1', key: 'k1', decisionId: 'd2' },
        },
      ],
      { decisions: [decision, { ...decision, id: 'd2', caseId: 'c2' }] },
      'key k1 was answered with two decisions',
    ],
    ['an acknowledged flag that is lost', calls, { flags: new Map() }, 'acknowledged flag f1 is missing'],
    ['a flag that was counted twice', calls, { flags: new Map([['f1', 2]]) }, 'flag f1 was counted 2 times'],
    [
      'a flag out of nowhere',
      calls,
      {
        flags: new Map([
          ['f1', 1],
          ['f2', 1],
        ]),
      },
      'flag f2 was never sent',
    ],
    ['an effect that happened twice', calls, { effects: new Map([['o1', 2]]) }, 'order o1 had 2 effects'],
    [
      'an order called applied without an effect',
      calls,
      { effects: new Map() },
      'order o1 is called applied without an effect',
    ],
    [
      'an effect that the desk does not know of',
      calls,
      { applied: new Set() },
      'order o1 had an effect that the desk does not know of',
    ],
  ])('finds %s', (_what, list, change, fault) => {
    expect(checkHistory(list, { ...final, ...change })).toContain(fault);
  });
});
