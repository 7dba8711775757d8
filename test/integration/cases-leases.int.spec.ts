import { systemActor, type ActingPerson } from '@mizan/foundation/acting.js';
import { inTransaction, rows } from '@mizan/foundation/database.js';
import type { ClaimedCase } from '@mizan/cases/claims.service.js';
import { caseServices, startCaseDesk, type CaseDesk } from '../support/case-desk.js';

const LONG_MS = 120_000;

describe('leases', () => {
  let desk: CaseDesk;
  beforeAll(async () => {
    desk = await startCaseDesk({ poolSize: 30 });
  });
  afterAll(() => desk.close());

  const claim = (person: ActingPerson, queueId: string, prefetch = false) =>
    desk.within((manager) => desk.claims.claimNext(manager, person, queueId, { prefetch }));
  const mustClaim = async (person: ActingPerson, queueId: string, prefetch = false): Promise<ClaimedCase> => {
    const answer = await claim(person, queueId, prefetch);
    if (typeof answer === 'string') throw new Error(`nothing to claim: ${answer}`);
    return answer;
  };
  const lapse = (caseId: string) =>
    desk.source.query(`update review_case set lease_expires_at = clock_timestamp() - interval '1 s' where id = $1`, [
      caseId,
    ]);
  const one = async (caseId: string) =>
    (await rows<Record<string, unknown>>(desk.manager, 'select * from review_case where id = $1', [caseId]))[0];
  const decide = (person: ActingPerson, lease: ClaimedCase, version = lease.version) =>
    desk.within(async (manager) => {
      const { own } = await desk.deciding.lockForDecision(manager, lease.id, []);
      const answer = desk.deciding.judge(own, { personId: person.id, leaseToken: lease.leaseToken, version });
      if (answer === 'held' || answer === 'late') {
        await desk.deciding.markDecided(manager, person, lease.id, own, []);
      }
      return answer;
    });

  it('a lease that ran out comes back with the next sweep, and its case is served again', async () => {
    const queueId = await desk.makeQueue();
    const [id] = await desk.makeCases(queueId, 1);
    const [ann, ben] = [await desk.makePerson(), await desk.makePerson()];
    await mustClaim(ann, queueId);
    await desk.keeper.advanceHeads();
    expect(await claim(ben, queueId)).toBe('empty');
    await lapse(id ?? '');
    await desk.keeper.returnExpired();
    expect(await claim(ben, queueId)).toMatchObject({ id });
  });

  it('a late decision is accepted while nobody took the case again, and refused once somebody did', async () => {
    const queueId = await desk.makeQueue();
    await desk.makeCases(queueId, 2);
    const [ann, ben] = [await desk.makePerson(), await desk.makePerson()];
    const first = await mustClaim(ann, queueId);
    await lapse(first.id);
    await desk.keeper.returnExpired();
    expect(await decide(ben, first)).toBe('lost');
    expect(await decide(ann, first)).toBe('late');

    const second = await mustClaim(ann, queueId);
    await lapse(second.id);
    await desk.keeper.returnExpired();
    await mustClaim(ben, queueId);
    expect(await decide(ann, second)).toBe('lost');
    expect(await one(second.id)).toMatchObject({ state: 'claimed', claimed_by: ben.id });
  });

  it('a stale version is told apart from a lost lease', async () => {
    const queueId = await desk.makeQueue();
    await desk.makeCases(queueId, 1);
    const ann = await desk.makePerson();
    const lease = await mustClaim(ann, queueId);
    expect(await decide(ann, lease, lease.version - 1)).toBe('changed');
    expect(await decide(ann, lease)).toBe('held');
    expect(await decide(ann, lease)).toBe('decided');
  });

  it(
    'people who work longer than their leases: every case is decided once, every late decision is refused by name',
    async () => {
      const hasty = caseServices(desk.source, { leaseSeconds: 0.04 });
      const queueId = await desk.makeQueue();
      const ids = await desk.makeCases(queueId, 40);
      const decided: string[] = [];
      const answers: string[] = [];
      const sweeper = setInterval(() => void desk.keeper.returnExpired(), 20);
      const people = await Promise.all(Array.from({ length: 24 }, () => desk.makePerson()));
      await Promise.all(
        people.map(async (person) => {
          while (decided.length < ids.length) {
            const lease = await inTransaction(desk.source, (manager) =>
              hasty.claims.claimNext(manager, person, queueId),
            );
            if (typeof lease === 'string') {
              await new Promise((resolve) => setTimeout(resolve, 10));
              continue;
            }
            await new Promise((resolve) => setTimeout(resolve, Math.random() * 80));
            const answer = await decide(person, lease);
            answers.push(answer);
            if (answer === 'held' || answer === 'late') decided.push(lease.id);
          }
        }),
      );
      clearInterval(sweeper);
      expect(new Set(decided).size).toBe(ids.length);
      expect(decided).toHaveLength(ids.length);
      expect([...new Set(answers)].filter((answer) => !['held', 'late', 'lost', 'decided'].includes(answer))).toEqual(
        [],
      );
      expect(answers).toContain('lost');
    },
    LONG_MS,
  );

  it('the clock of a process changes nothing: leases, holds and deadlines follow the database', async () => {
    const queueId = await desk.makeQueue();
    await desk.makeCases(queueId, 2);
    const ann = await desk.makePerson();
    const realNow = Date.now;
    for (const shiftMs of [600_000, -600_000]) {
      Date.now = () => realNow() + shiftMs;
      try {
        const lease = await mustClaim(ann, queueId);
        await desk.keeper.returnExpired();
        expect(await one(lease.id)).toMatchObject({ state: 'claimed', claimed_by: ann.id });
        const [left] = await rows<{ seconds: number }>(
          desk.manager,
          `select extract(epoch from lease_expires_at - clock_timestamp())::float8 as seconds from review_case where id = $1`,
          [lease.id],
        );
        expect(Math.abs((left?.seconds ?? 0) - 600)).toBeLessThan(30);
        const [subject] = await desk.makeSubjects(1);
        const opened = await desk.attach([desk.flagged(subject, { sourceKind: 'referral' })]);
        const [due] = await rows<{ hours: number }>(
          desk.manager,
          `select extract(epoch from due_at - clock_timestamp())::float8 / 3600 as hours from review_case where id = $1`,
          [opened.get(subject ?? '')?.caseId],
        );
        expect(Math.abs((due?.hours ?? 0) - 24)).toBeLessThan(0.01);
      } finally {
        Date.now = realNow;
      }
    }
  });

  it('the heartbeat lengthens what is held, opens what was prefetched, and names who took what was lost', async () => {
    const queueId = await desk.makeQueue();
    await desk.makeCases(queueId, 3);
    const [ann, ben] = [await desk.makePerson(), await desk.makePerson()];
    const held = await mustClaim(ann, queueId);
    const next = await mustClaim(ann, queueId, true);
    const lost = await mustClaim(ann, queueId, true);
    await lapse(lost.id);
    await desk.keeper.returnExpired();
    await mustClaim(ben, queueId);
    const leases = [held, next, lost].map((lease) => ({ caseId: lease.id, leaseToken: lease.leaseToken }));
    const answers = await desk.heartbeat.beat(ann, leases, next.id);
    const byId = new Map(answers.map((answer) => [answer.caseId, answer]));
    expect(byId.get(held.id)).toMatchObject({ ok: true, takenById: null });
    expect(byId.get(next.id)).toMatchObject({ ok: true });
    expect(byId.get(lost.id)).toMatchObject({ ok: false, takenById: ben.id });
    expect(await one(next.id)).toMatchObject({ prefetched: false });
    expect(await desk.care.presentAt([next.id])).toMatchObject([{ personId: ann.id }]);
    await desk.heartbeat.beat(ann, leases, next.id);
    expect(await rows(desk.manager, 'select from view_log where person_id = $1', [ann.id])).toHaveLength(1);
  });

  it('a prefetched case is given up when a more urgent one would wait for it', async () => {
    const queueId = await desk.makeQueue();
    const [id] = await desk.makeCases(queueId, 1, { firstRank: 1_000 });
    const ann = await desk.makePerson();
    await mustClaim(ann, queueId, true);
    expect(await desk.keeper.giveUpPrefetched()).toBe(0);
    await desk.makeCases(queueId, 1, { firstRank: 10 });
    expect(await desk.keeper.giveUpPrefetched()).toBe(1);
    expect(await one(id ?? '')).toMatchObject({ state: 'open', claimed_by: null });
  });

  it('what a person prefetched is what they are served next, as a full lease', async () => {
    const queueId = await desk.makeQueue();
    await desk.makeCases(queueId, 5);
    const ann = await desk.makePerson();
    const prefetched = await mustClaim(ann, queueId, true);
    expect(await mustClaim(ann, queueId)).toMatchObject({ id: prefetched.id, prefetched: false });
    for (let n = 0; n < 3; n += 1) await mustClaim(ann, queueId, true);
    expect(await claim(ann, queueId, true)).toBe('all_excluded');
  });

  it('a skipped case is not served to the same person for four hours, but to others', async () => {
    const queueId = await desk.makeQueue();
    const [id] = await desk.makeCases(queueId, 1);
    const [ann, ben] = [await desk.makePerson(), await desk.makePerson()];
    const lease = await mustClaim(ann, queueId);
    const shown = { caseId: lease.id, leaseToken: lease.leaseToken };
    await desk.within((manager) => desk.leases.skip(manager, ann, shown, 'A language I do not read'));
    expect(await claim(ann, queueId)).toBe('all_excluded');
    expect(await claim(ben, queueId)).toMatchObject({ id });
    await expect(desk.within((manager) => desk.leases.release(manager, ann, shown))).rejects.toMatchObject({
      code: 'CASE_LEASE_LOST',
    });
  });

  it('a hold ends at its time, and before it by hand', async () => {
    const queueId = await desk.makeQueue();
    await desk.makeCases(queueId, 1);
    const ann = await desk.makePerson();
    const hold = async (untilMs: number) => {
      const lease = await mustClaim(ann, queueId);
      const shown = { caseId: lease.id, leaseToken: lease.leaseToken };
      await desk.within((manager) =>
        desk.holds.hold(manager, ann, shown, new Date(Date.now() + untilMs), 'Waiting for the platform'),
      );
      return lease.id;
    };
    const id = await hold(3_600_000);
    const held = await one(id);
    expect(held).toMatchObject({ state: 'on_hold', hold_reason: 'Waiting for the platform', claimed_by: null });
    await desk.within((manager) => desk.holds.resume(manager, ann, id, Number(held?.['version'])));
    await hold(3_600_000);
    expect(await desk.keeper.returnHeld()).toBe(0);
    await desk.source.query(`update review_case set hold_until = clock_timestamp() where id = $1`, [id]);
    expect(await desk.keeper.returnHeld()).toBe(1);
    expect(await one(id)).toMatchObject({ state: 'open', hold_until: null, hold_reason: null });
    await expect(hold(-1)).rejects.toMatchObject({ code: 'INVALID_INPUT', details: { field: 'until' } });
  });

  it('a break, or being disabled, gives every case back', async () => {
    const queueId = await desk.makeQueue();
    await desk.makeCases(queueId, 3);
    const ann = await desk.makePerson();
    await mustClaim(ann, queueId);
    await mustClaim(ann, queueId, true);
    await desk.within((manager) => desk.care.takeBreak(manager, ann));
    expect(await desk.reads.heldBy(ann)).toEqual([]);
    const held = await mustClaim(ann, queueId);
    await desk.within((manager) => desk.leases.releaseAll(manager, systemActor('test'), ann.id));
    expect(await one(held.id)).toMatchObject({ state: 'open' });
  });

  it('flags that come in the grace period open the case again, in a new round, when it closes', async () => {
    const [subject] = await desk.makeSubjects(1);
    const opened = await desk.attach([desk.flagged(subject)]);
    const caseId = opened.get(subject ?? '')?.caseId ?? '';
    const ann = await desk.makePerson(['supervisor', 'moderator']);
    const { id, version, leaseToken } = await desk.within((manager) => desk.claims.claimCase(manager, ann, caseId));
    expect(await decide(ann, { id, version, leaseToken } as ClaimedCase)).toBe('held');
    expect((await desk.attach([desk.flagged(subject)])).get(subject ?? '')).toEqual({
      caseId,
      round: 2,
      opened: false,
    });
    const settle = () =>
      desk.within(async (manager) => {
        await desk.deciding.settle(manager, systemActor('test'), await desk.deciding.lockDecided(manager, [caseId]));
      });
    await settle();
    await settle();
    expect(await one(caseId)).toMatchObject({ state: 'open', round: 2, flag_count: 2, flagged_again: false });
    const rounds = await rows<Record<string, unknown>>(
      desk.manager,
      'select n, reason, closed_at is not null as over from case_round where case_id = $1 order by n',
      [caseId],
    );
    expect(rounds).toEqual([
      { n: 1, reason: 'flagged', over: true },
      { n: 2, reason: 'flagged_again', over: false },
    ]);
  });

  it('without flags it stays closed, and a new flag opens a new case', async () => {
    const [subject] = await desk.makeSubjects(1);
    const caseId = (await desk.attach([desk.flagged(subject)])).get(subject ?? '')?.caseId ?? '';
    const ann = await desk.makePerson(['supervisor', 'moderator']);
    const lease = await desk.within((manager) => desk.claims.claimCase(manager, ann, caseId));
    await decide(ann, lease);
    await desk.within(async (manager) => {
      await desk.deciding.settle(manager, systemActor('test'), await desk.deciding.lockDecided(manager, [caseId]));
    });
    expect(await one(caseId)).toMatchObject({ state: 'closed', closed_reason: 'decided' });
    const again = (await desk.attach([desk.flagged(subject)])).get(subject ?? '');
    expect(again).toMatchObject({ opened: true, round: 1 });
    expect(again?.caseId).not.toBe(caseId);
    const closed = await one(caseId);
    await expect(
      desk.within((manager) =>
        desk.holds.reopen(manager, ann, { caseId, version: Number(closed?.['version']) }, 'New facts'),
      ),
    ).rejects.toMatchObject({ code: 'CASE_ALREADY_OPEN' });
  });

  it('an undone decision opens a new round with the old deadline, and serves the case to the same person first', async () => {
    const queueId = await desk.makeQueue();
    const [id] = await desk.makeCases(queueId, 3);
    const ann = await desk.makePerson();
    const lease = await mustClaim(ann, queueId);
    const before = await one(id ?? '');
    await decide(ann, lease);
    await desk.within(async (manager) => {
      const cases = await desk.deciding.lockDecided(manager, [lease.id]);
      const [own] = cases;
      if (own) await desk.deciding.reopenUndone(manager, ann, own, cases);
    });
    expect(await one(id ?? '')).toMatchObject({ state: 'open', round: 2, due_at: before?.['due_at'] });
    expect(await mustClaim(ann, queueId)).toMatchObject({ id: lease.id, round: 2 });
  });
});
