import fc from 'fast-check';
import { compareDue, LATE_AFTER_MS } from './reconciler-rules.js';

const now = new Date('2026-11-23T10:00:00Z');
const row = (id: string, dueInMs: number) => ({ id, dueAt: new Date(now.getTime() + dueInMs) });
const sets = (moving: string[], delayed: string[], failed: string[]) => ({
  moving: new Set(moving),
  delayed: new Set(delayed),
  failed: new Set(failed),
});
const jobIdOf = (id: string) => `j-${id}`;

describe('comparing due rows with the job queue', () => {
  it('names a due row that has no job', () => {
    expect(compareDue([row('1', 0)], sets([], [], []), jobIdOf, now).missing).toEqual([row('1', 0)]);
  });

  it('leaves a row whose job waits or runs', () => {
    expect(compareDue([row('1', -99_999)], sets(['j-1'], [], []), jobIdOf, now)).toEqual({
      missing: [],
      late: [],
      failed: [],
    });
  });

  it('leaves a delayed job until it is clearly behind its row', () => {
    const present = sets([], ['j-1'], []);
    expect(compareDue([row('1', -LATE_AFTER_MS)], present, jobIdOf, now).late).toEqual([]);
    expect(compareDue([row('1', -LATE_AFTER_MS - 1)], present, jobIdOf, now).late).toEqual(['j-1']);
  });

  it('puts every row into one list at most, and loses none that has no job', () => {
    const ids = fc.uniqueArray(fc.integer({ min: 0, max: 60 }).map(String), { maxLength: 40 });
    fc.assert(
      fc.property(ids, ids, ids, ids, (due, moving, delayed, failed) => {
        const named = (list: string[]) => list.map(jobIdOf);
        const present = sets(named(moving), named(delayed), named(failed));
        const found = compareDue(
          due.map((id) => row(id, -10_000)),
          present,
          jobIdOf,
          now,
        );
        const all = [...found.missing.map((missing) => jobIdOf(missing.id)), ...found.late, ...found.failed];
        expect(new Set(all).size).toBe(all.length);
        for (const id of named(due)) expect(all.includes(id) || present.moving.has(id)).toBe(true);
      }),
    );
  });
});
