import fc from 'fast-check';
import { holds, ROLES } from '@mizan/foundation/permissions.js';
import { maySeeCases, maySeeQueue, mayWork, type AccessRow } from './queue-access-rules.js';

const anyAccess: fc.Arbitrary<AccessRow> = fc.record({
  queueId: fc.constantFrom('q1', 'q2'),
  role: fc.option(fc.constantFrom(...ROLES)),
  personId: fc.option(fc.constantFrom('ann', 'ben')),
});
const anyPerson = fc.record({ id: fc.constantFrom('ann', 'ben'), roles: fc.subarray([...ROLES]) });
const anyQueue = fc.record({
  id: fc.constantFrom('q1', 'q2'),
  kind: fc.constantFrom('general', 'escalation', 'child_safety', 'appeals'),
  active: fc.boolean(),
});

describe('who may work and see a queue', () => {
  const queue = { id: 'q1', kind: 'general', active: true };
  const ann = { id: 'ann', roles: ['moderator'] as const };

  it('a role or a name opens it, another queue does not', () => {
    expect(mayWork(queue, ann, [{ queueId: 'q1', role: 'moderator', personId: null }])).toBe(true);
    expect(mayWork(queue, ann, [{ queueId: 'q1', role: null, personId: 'ann' }])).toBe(true);
    expect(mayWork(queue, ann, [{ queueId: 'q2', role: 'moderator', personId: null }])).toBe(false);
    expect(mayWork(queue, ann, [])).toBe(false);
  });

  it('overseers see cases they may not work, except about child safety', () => {
    const auditor = { id: 'ben', roles: ['auditor'] as const };
    expect(maySeeCases(queue, auditor, [])).toBe(true);
    expect(mayWork(queue, auditor, [])).toBe(false);
    expect(maySeeCases({ ...queue, kind: 'child_safety' }, auditor, [])).toBe(false);
    expect(maySeeQueue({ ...queue, kind: 'child_safety' }, auditor, [])).toBe(true);
  });

  it('protective stays are there only for those who may decide about them, whatever access and role', () => {
    fc.assert(
      fc.property(anyQueue, anyPerson, fc.array(anyAccess), (one, person, access) => {
        fc.pre(!holds(person.roles, 'protection.decide'));
        const stays = { ...one, kind: 'stay' };
        expect([mayWork, maySeeCases, maySeeQueue].map((may) => may(stays, person, access))).toEqual([
          false,
          false,
          false,
        ]);
      }),
    );
    const senior = { id: 'ann', roles: ['senior_moderator'] as const };
    const open = [{ queueId: 'q1', role: 'senior_moderator' as const, personId: null }];
    expect(mayWork({ ...queue, kind: 'stay' }, senior, open)).toBe(true);
  });

  it('no role whatever opens the cases of a child-safety queue', () => {
    fc.assert(
      fc.property(anyQueue, anyPerson, fc.array(anyAccess), (one, person, access) => {
        fc.pre(one.kind === 'child_safety');
        const named = access.some((row) => row.queueId === one.id && row.personId === person.id);
        return maySeeCases(one, person, access) === named && mayWork(one, person, access) === named;
      }),
    );
  });

  it('who may work a queue sees its cases, and who sees its cases sees the queue', () => {
    fc.assert(
      fc.property(anyQueue, anyPerson, fc.array(anyAccess), (one, person, access) => {
        const [work, cases, known] = [mayWork, maySeeCases, maySeeQueue].map((may) => may(one, person, access));
        return (!work || cases) && (!cases || known);
      }),
    );
  });
});
