import { addressFrom, filterOf, paramsOf } from './audit-filter-rules.js';

describe('the filters of the record', () => {
  it('survive the way into the address and back', () => {
    const address = { kind: 'case.claimed', actorId: 'a', about: 'b', from: '2026-11-01', to: '2026-11-02' };
    expect(addressFrom(paramsOf(address))).toEqual(address);
  });

  it('ask for nothing by a half-typed id', () => {
    expect(filterOf({ kind: '', actorId: '', about: '0190f3', from: '', to: '' }).targetId).toBeNull();
  });

  it('take a last day as a whole', () => {
    const filter = filterOf({ kind: '', actorId: '', about: '', from: '2026-11-01', to: '2026-11-01' });
    expect(Date.parse(String(filter.to)) - Date.parse(String(filter.from))).toBe(86_400_000 - 1);
  });
});
