import { approvalRefusal, reversalNeedsSecond, secondPersonReasons, type ProposalFacts } from './approval-rules.js';

const measures = [
  { code: 'remove_channel', reversible: true, appliesTo: ['channel'] },
  { code: 'terminate_account', reversible: false, appliesTo: ['account'] },
  { code: 'revoke_invites', reversible: false, appliesTo: ['channel'] },
];
const choosing = (...codes: string[]) => ({
  measures: codes.map((measure) => ({ measure, scope: 'global', subjectIds: ['s'] })),
});

describe('who must agree', () => {
  it.each([
    ['nobody to a reversible measure', choosing('remove_channel'), false, [false], []],
    [
      'a second person to what cannot be undone',
      choosing('remove_channel', 'terminate_account'),
      false,
      [false],
      ['irreversible:terminate_account'],
    ],
    ['a second person under a policy that says so', choosing('remove_channel'), true, [false], ['policy']],
    ['a second person even without measures under such a policy', choosing(), true, [], ['policy']],
    ['a second person in a queue of two', choosing('remove_channel'), false, [false, true], ['queue']],
    [
      'with every reason named',
      choosing('terminate_account', 'revoke_invites'),
      true,
      [true],
      ['irreversible:revoke_invites', 'irreversible:terminate_account', 'policy', 'queue'],
    ],
  ])('%s', (_what, draft, policyRequiresSecond, queuesTwoPerson, reasons) => {
    const known = { measures, policyRequiresSecond, queuesTwoPerson };
    expect(secondPersonReasons(draft, { ...known, needsSecondWithRight: false })).toEqual(reasons);
    expect(secondPersonReasons(draft, { ...known, needsSecondWithRight: true })).toEqual([...reasons, 'stay']);
  });

  it('asks a second person for more than a hundred reversals together', () => {
    expect([reversalNeedsSecond(100), reversalNeedsSecond(101)]).toEqual([false, true]);
  });
});

describe('approving a proposal', () => {
  const now = new Date('2026-11-23T10:00:00Z');
  const proposal: ProposalFacts = {
    state: 'pending',
    proposedBy: 'author',
    authorActive: true,
    expiresAt: new Date('2026-11-24T09:00:00Z'),
    contentHash: 'ab12',
    currentHash: 'ab12',
  };
  const judge = (change: Partial<ProposalFacts>, person = 'second', signed = 'ab12') =>
    approvalRefusal({ ...proposal, ...change }, person, signed, now);

  it('lets somebody else sign exactly what was proposed', () => {
    expect(judge({})).toBeNull();
    expect(judge({}, 'second', 'AB12')).toBeNull();
  });

  it.each<[string, Partial<ProposalFacts>, string, string, string]>([
    ['its own author', {}, 'author', 'ab12', 'own_proposal'],
    ['who signs other words', {}, 'second', 'ff00', 'other_content'],
    ['after it was refused', { state: 'refused' }, 'second', 'ab12', 'not_pending'],
    ['twice', { state: 'approved' }, 'second', 'ab12', 'not_pending'],
    ['after a day', { expiresAt: now }, 'second', 'ab12', 'expired'],
    ['after its author left', { authorActive: false }, 'second', 'ab12', 'author_left'],
    ['after what it cites changed', { currentHash: 'cd34' }, 'second', 'ab12', 'facts_changed'],
  ])('cannot be done by or %s', (_what, change, person, signed, refusal) => {
    expect(judge(change, person, signed)).toBe(refusal);
  });
});
