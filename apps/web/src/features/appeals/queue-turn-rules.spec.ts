import { queuesInTurn } from './queue-turn-rules.js';

const queue = (id: string, change: object = {}, counts: object = {}) => ({
  id,
  kind: 'appeals',
  mayWork: true,
  active: true,
  ...change,
  counts: { open: 1, breached: 0, oldestOpenedAt: '2029-01-02T00:00:00Z', ...counts },
});

it('a queue with breached appeals comes first, then the one where somebody has waited longest', () => {
  const turn = queuesInTurn(
    [
      queue('empty', {}, { open: 0, oldestOpenedAt: null }),
      queue('young'),
      queue('old', { kind: 'appeals_specialist' }, { oldestOpenedAt: '2029-01-01T00:00:00Z' }),
      queue('late', {}, { breached: 2 }),
    ],
    undefined,
  );
  expect(turn.map(({ id }) => id)).toEqual(['late', 'old', 'young', 'empty']);
});

it('only active queues of appeals that the person works', () => {
  const turn = queuesInTurn(
    [
      queue('general', { kind: 'general' }),
      queue('off', { active: false }),
      queue('foreign', { mayWork: false }),
      queue('mine'),
    ],
    undefined,
  );
  expect(turn.map(({ id }) => id)).toEqual(['mine']);
  expect(queuesInTurn([queue('mine'), queue('other')], 'other').map(({ id }) => id)).toEqual(['other']);
});
