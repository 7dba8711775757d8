import { addressOfAppeals, appealFilterFrom, appealQuery, appealViews, statesOf } from './appeal-filter-rules.js';

it('the list of a bare address is what nobody has answered', () => {
  expect(appealQuery(appealFilterFrom(new URLSearchParams()))).toEqual({
    state: ['received', 'acknowledged', 'in_review'],
  });
});

it('every choice is in the address and comes back from it', () => {
  const address =
    'view=closed&basis=account&outcome=reversed&platform=p&policy=q&status=researcher&language=fa&group=g&text=A-7K&breached=1&waiting=1';
  const filter = appealFilterFrom(new URLSearchParams(address));
  expect(addressOfAppeals(filter).toString()).toBe(address);
  expect(appealQuery(filter)).toEqual({
    state: ['closed'],
    basis: ['account'],
    outcome: ['reversed'],
    platformId: 'p',
    policyId: 'q',
    claimedStatus: ['researcher'],
    language: 'fa',
    groupId: 'g',
    breached: true,
    waitingForAnswer: true,
    text: 'A-7K',
  });
});

it('what an address says that nobody knows is left out', () => {
  const filter = appealFilterFrom(new URLSearchParams('view=everything&basis=<script>&status=king&breached=yes'));
  expect(addressOfAppeals(filter).toString()).toBe('');
});

it('every state belongs to a view', () => {
  const narrow = appealViews.filter((view) => view !== 'all').flatMap((view) => statesOf(view));
  expect(new Set(narrow)).toEqual(new Set(statesOf('all')));
  expect(narrow).toHaveLength(statesOf('all').length);
});
