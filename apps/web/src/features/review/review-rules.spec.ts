import { claimOf, reviewCase } from './review.builders.js';
import { mayPrefetch, nothingYet, reviewStep, type ReviewEvent, type ReviewState } from './review-rules.js';

const run = (...events: readonly ReviewEvent[]): ReviewState => events.reduce(reviewStep, nothingYet);
const shown = (state: ReviewState) => [state.current?.case.number, state.ahead[0]?.case.number];

it('shows the case that was fetched ahead at once', () => {
  const state = run(
    { type: 'claimed', claim: claimOf(1) },
    { type: 'prefetched', claim: claimOf(2) },
    { type: 'advanced' },
  );
  expect(shown(state)).toEqual([2, undefined]);
  expect(state.status).toBe('working');
});

it('shows cases that were fetched ahead in the order in which they came', () => {
  const three = run(
    { type: 'claimed', claim: claimOf(1) },
    { type: 'prefetched', claim: claimOf(2) },
    { type: 'prefetched', claim: claimOf(3) },
    { type: 'prefetched', claim: claimOf(4) },
  );
  const after = reviewStep(three, { type: 'advanced' });
  expect(after.current?.case.number).toBe(2);
  expect(after.ahead.map((claim) => claim.case.number)).toEqual([3, 4]);
});

it('asks for a case when none is ready', () => {
  const state = run({ type: 'claimed', claim: claimOf(1) }, { type: 'advanced' });
  expect(state.status).toBe('claiming');
  expect(state.current).toBeUndefined();
});

it('never shows the case on the screen as the next one', () => {
  expect(shown(run({ type: 'claimed', claim: claimOf(1) }, { type: 'prefetched', claim: claimOf(1) }))).toEqual([
    1,
    undefined,
  ]);
});

it('an empty queue or a failure does not take away the case on the screen', () => {
  const working = run({ type: 'claimed', claim: claimOf(1) });
  expect(reviewStep(working, { type: 'empty', reason: 'empty' })).toBe(working);
  expect(reviewStep(working, { type: 'failed', error: new Error() })).toBe(working);
});

it('renews what is held, marks a lost lease with its new holder, and gives up a lost case ahead silently', () => {
  const state = run(
    { type: 'claimed', claim: claimOf(1) },
    { type: 'prefetched', claim: claimOf(2) },
    {
      type: 'renewed',
      renewals: [
        { caseId: 'case-1', ok: true, leaseExpiresAt: '2030-01-01T00:00:00Z', takenBy: null },
        { caseId: 'case-2', ok: false, leaseExpiresAt: null, takenBy: { name: 'Ana' } },
      ],
    },
  );
  expect(state.current?.leaseExpiresAt).toBe('2030-01-01T00:00:00Z');
  expect(state.ahead).toEqual([]);
  expect(state.lost).toBeUndefined();
  const lost = reviewStep(state, {
    type: 'renewed',
    renewals: [{ caseId: 'case-1', ok: false, leaseExpiresAt: null, takenBy: { name: 'Ana' } }],
  });
  expect(lost.lost).toEqual({ to: 'Ana', decided: false });
  expect(lost.current?.case.number).toBe(1);
});

it('a case that a decision elsewhere took along stays on the screen, with who decided, whatever the next beat says', () => {
  const decided = run(
    { type: 'claimed', claim: claimOf(1) },
    { type: 'lost', caseId: 'case-1', lost: { to: 'Ana', decided: true } },
  );
  const beaten = reviewStep(decided, {
    type: 'renewed',
    renewals: [{ caseId: 'case-1', ok: false, leaseExpiresAt: null, takenBy: null }],
  });
  expect(beaten.lost).toEqual({ to: 'Ana', decided: true });
  expect(beaten.current?.case.number).toBe(1);
});

it('a case that was still on its way when the queue ran out is shown', () => {
  expect(shown(run({ type: 'empty', reason: 'empty' }, { type: 'prefetched', claim: claimOf(3) }))).toEqual([
    3,
    undefined,
  ]);
  expect(
    shown(run({ type: 'asked' }, { type: 'prefetched', claim: claimOf(3) }, { type: 'empty', reason: 'empty' })),
  ).toEqual([3, undefined]);
});

it('a late answer about another case changes nothing', () => {
  const state = run({ type: 'claimed', claim: claimOf(2) });
  expect(reviewStep(state, { type: 'lost', caseId: 'case-1', lost: { to: 'Ana', decided: false } })).toBe(state);
});

it('a case that comes back is in front, and what was on the screen waits behind it', () => {
  const state = run({ type: 'claimed', claim: claimOf(2) }, { type: 'broughtBack', claim: claimOf(1) });
  expect(shown(state)).toEqual([1, 2]);
});

it('claiming a lost case again keeps the one ahead and not the lost one', () => {
  const state = run(
    { type: 'claimed', claim: claimOf(1) },
    { type: 'prefetched', claim: claimOf(2) },
    { type: 'lost', caseId: 'case-1', lost: { to: undefined, decided: false } },
    { type: 'broughtBack', claim: claimOf(1, { leaseToken: 'fresh' }) },
  );
  expect(shown(state)).toEqual([1, 2]);
  expect(state.current?.leaseToken).toBe('fresh');
  expect(state.lost).toBeUndefined();
});

it.each([
  [claimOf(1), true],
  [claimOf(1, { case: reviewCase(1, { category: 'child_safety' }) }), false],
  [claimOf(1, { case: reviewCase(1, { category: 'threat_to_life' }) }), false],
  [claimOf(1, { case: reviewCase(1, { queue: { ...reviewCase(1).queue, twoPerson: true } }) }), false],
  [claimOf(1, { case: reviewCase(1, { queue: { ...reviewCase(1).queue, kind: 'child_safety' } }) }), false],
])('fetches ahead only where nobody could come to harm by waiting', (claim, expected) => {
  expect(mayPrefetch(claim)).toBe(expected);
});
