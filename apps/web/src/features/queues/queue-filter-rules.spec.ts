import { addressOfFilter, belongs, filterFromAddress, queryOfFilter } from './queue-filter-rules.js';

it('keeps every filter in the address and reads it back the same', () => {
  const filter = {
    view: 'on_hold',
    source: 'referral',
    language: 'ar',
    subject: 'channel',
    category: 'terrorism',
    policy: 'p1',
    assigned: 'r1',
    breached: true,
  } as const;
  expect(filterFromAddress(addressOfFilter(filter))).toEqual(filter);
});

it('leaves out what it does not know instead of failing', () => {
  const filter = filterFromAddress(new URLSearchParams('view=everything&source=gossip&breached=yes'));
  expect(filter).toMatchObject({ view: 'waiting', source: undefined, breached: false });
  expect(addressOfFilter(filter).toString()).toBe('');
});

it('asks for decided and closed cases together', () => {
  const filter = filterFromAddress(new URLSearchParams('view=done&breached=1'));
  expect(queryOfFilter('q1', filter)).toEqual({ queueId: 'q1', states: ['decided', 'closed'], breached: true });
});

it('knows a row that moved or was claimed as no longer part of the list', () => {
  const filter = filterFromAddress(new URLSearchParams());
  expect(belongs('q1', filter, { state: 'open', queue: { id: 'q1' } })).toBe(true);
  expect(belongs('q1', filter, { state: 'claimed', queue: { id: 'q1' } })).toBe(false);
  expect(belongs('q1', filter, { state: 'open', queue: { id: 'q2' } })).toBe(false);
});
