import { systemActor, type ActingPerson } from '@mizan/foundation/acting.js';
import { rows } from '@mizan/foundation/database.js';
import { newId } from '@mizan/foundation/ids.js';
import { QueueKind } from '@mizan/cases/queue.entity.js';
import { startCaseDesk, type CaseDesk } from '../support/case-desk.js';

describe('taking cases elsewhere, and who sees them', () => {
  let desk: CaseDesk;
  let lead: ActingPerson;
  beforeAll(async () => {
    desk = await startCaseDesk();
    lead = await desk.makePerson(['supervisor']);
  });
  afterAll(() => desk.close());

  const one = async (caseId: string | undefined) =>
    (await rows<Record<string, unknown>>(desk.manager, 'select * from review_case where id = $1', [caseId]))[0];

  it('a case in a queue that a person may not see does not exist for them, by any way', async () => {
    const hidden = await desk.makeQueue({ roles: ['senior_moderator'] });
    const [id] = await desk.makeCases(hidden, 1);
    const outsider = await desk.makePerson(['moderator']);
    const missing = newId();
    const reason = 'Because';
    const ways: ((caseId: string) => Promise<unknown>)[] = [
      (caseId) => desk.reads.get(outsider, caseId),
      (caseId) => desk.within((manager) => desk.claims.claimCase(manager, outsider, caseId)),
      (caseId) => desk.within((manager) => desk.leases.release(manager, outsider, { caseId, leaseToken: '0' })),
      (caseId) => desk.within((manager) => desk.leases.skip(manager, outsider, { caseId, leaseToken: '0' }, reason)),
      (caseId) => desk.within((manager) => desk.notes.add(manager, outsider, caseId, 'Seen')),
      (caseId) => desk.within((manager) => desk.holds.resume(manager, outsider, caseId, 1)),
      (caseId) => desk.within((manager) => desk.holds.reopen(manager, outsider, { caseId, version: 1 }, reason)),
      (caseId) =>
        desk.within((manager) =>
          desk.moves.escalate(manager, outsider, { caseId, leaseToken: null, version: 1 }, reason),
        ),
    ];
    for (const way of ways) {
      const answers = await Promise.all([id ?? '', missing].map((caseId) => way(caseId).catch((error) => error)));
      expect(answers[0]).toMatchObject({ code: 'NOT_FOUND', details: { what: 'case' } });
      expect(answers[1]).toEqual(answers[0]);
    }
    const listed = await desk.reads.list(outsider, { queueId: hidden });
    expect(listed.nodes).toEqual([]);
    const bulk = await desk.within((manager) => desk.moves.move(manager, outsider, [id ?? ''], hidden, reason));
    expect(bulk).toMatchObject({ changed: [], refused: [{ code: 'NOT_FOUND' }] });
    expect((await desk.reads.get(lead, id ?? '')).id).toBe(id);
  });

  it('an escalated case is open in the other queue, remembers where it came from, and keeps the reason as a note', async () => {
    const [target, queueId] = [await desk.makeQueue({ roles: ['senior_moderator'] }), await desk.makeQueue()];
    await desk.source.query('update queue set escalation_queue_id = $2 where id = $1', [queueId, target]);
    await desk.makeCases(queueId, 1);
    const ann = await desk.makePerson();
    const lease = await desk.within((manager) => desk.claims.claimNext(manager, ann, queueId));
    if (typeof lease === 'string') throw new Error(lease);
    const shown = { caseId: lease.id, leaseToken: lease.leaseToken, version: lease.version };
    await desk.within((manager) => desk.moves.escalate(manager, ann, shown, 'Needs a lawyer'));
    expect(await one(lease.id)).toMatchObject({
      state: 'open',
      queue_id: target,
      escalated_from: queueId,
      claimed_by: null,
    });
    const senior = await desk.makePerson(['senior_moderator']);
    expect(await desk.within((manager) => desk.claims.claimNext(manager, senior, target))).toMatchObject({
      id: lease.id,
    });
    expect((await desk.notes.ofCases([lease.id])).get(lease.id)).toMatchObject([{ text: 'Needs a lawyer' }]);
  });

  it('a selection is escalated case by case: each to the queue of its own, and what a colleague holds stays', async () => {
    const [target, from, dead] = [
      await desk.makeQueue({ roles: ['senior_moderator'] }),
      await desk.makeQueue(),
      await desk.makeQueue(),
    ];
    await desk.source.query('update queue set escalation_queue_id = $2 where id = $1', [from, target]);
    const [free, taken] = await desk.makeCases(from, 2);
    const [stranded] = await desk.makeCases(dead, 1);
    const ann = await desk.makePerson();
    await desk.within((manager) => desk.claims.claimCase(manager, ann, taken ?? ''));
    const ids = [free, taken, stranded].map((id) => id ?? '');
    const answer = await desk.within((manager) => desk.moves.escalateMany(manager, lead, ids, 'A network'));
    expect(answer.changed).toEqual([free]);
    expect(new Map(answer.refused.map((each) => [each.caseId, each.code]))).toEqual(
      new Map([
        [taken, 'CASE_TAKEN'],
        [stranded, 'NO_ESCALATION_QUEUE'],
      ]),
    );
    expect(await one(free)).toMatchObject({ queue_id: target, escalated_from: from, state: 'open' });
    expect((await desk.notes.ofCases([free ?? ''])).get(free ?? '')).toMatchObject([{ text: 'A network' }]);
  });

  it('a selection is moved case by case: what cannot move says why', async () => {
    const [from, to] = [await desk.makeQueue(), await desk.makeQueue()];
    const [free, taken, child] = await desk.makeCases(from, 3);
    await desk.source.query(`update review_case set category = 'child_safety' where id = $1`, [child]);
    const ann = await desk.makePerson();
    await desk.within((manager) => desk.claims.claimCase(manager, ann, taken ?? ''));
    const ids = [free ?? '', taken ?? '', child ?? ''];
    const answer = await desk.within((manager) => desk.moves.move(manager, lead, ids, to, 'Other team'));
    expect(answer.changed).toEqual([free]);
    expect(new Map(answer.refused.map(({ caseId, code }) => [caseId, code]))).toEqual(
      new Map([
        [taken, 'CASE_TAKEN'],
        [child, 'RESERVED_QUEUE'],
      ]),
    );
    expect(await desk.within((manager) => desk.claims.claimNext(manager, ann, to))).toMatchObject({ id: free });
  });

  it('cases are given only to people who may work them', async () => {
    const queueId = await desk.makeQueue();
    const [id] = await desk.makeCases(queueId, 1);
    const [stranger, left] = [await desk.makePerson(['auditor']), await desk.makePerson()];
    await desk.source.query(`update person set status = 'disabled' where id = $1`, [left.id]);
    const give = (person: ActingPerson) =>
      desk.within((manager) => desk.moves.assign(manager, lead, [id ?? ''], person.id));
    expect((await give(stranger)).refused).toMatchObject([{ code: 'PERSON_NOT_ELIGIBLE' }]);
    expect((await give(left)).refused).toMatchObject([{ code: 'PERSON_NOT_ELIGIBLE' }]);
  });

  it('a selection is set aside, except what somebody else works on', async () => {
    const queueId = await desk.makeQueue();
    const [free, taken] = await desk.makeCases(queueId, 2);
    const ann = await desk.makePerson();
    await desk.within((manager) => desk.claims.claimCase(manager, ann, taken ?? ''));
    const until = new Date(Date.now() + 3_600_000);
    const answer = await desk.within((manager) =>
      desk.moves.hold(manager, lead, [free ?? '', taken ?? ''], until, 'Waiting'),
    );
    expect(answer).toMatchObject({ changed: [free], refused: [{ caseId: taken, code: 'CASE_TAKEN' }] });
    expect(await one(free)).toMatchObject({ state: 'on_hold', claimed_by: null });
  });

  it('the open cases of two subjects that are one become one', async () => {
    const [from, into, alone] = await desk.makeSubjects(3);
    const opened = await desk.attach([
      desk.flagged(from, { flagCount: 3, sourceIds: [newId()] }),
      desk.flagged(into, { flagCount: 2, sourceIds: [newId()] }),
    ]);
    const caseOf = (subject: string | undefined) => opened.get(subject ?? '')?.caseId;
    const join = (a: string | undefined, b: string | undefined) =>
      desk.within((manager) => desk.merging.join(manager, systemActor('test'), a ?? '', b ?? ''));
    await join(from, into);
    await join(from, into);
    expect(await one(caseOf(into))).toMatchObject({ state: 'open', flag_count: 5, source_count: 2 });
    expect(await one(caseOf(from))).toMatchObject({
      state: 'closed',
      closed_reason: 'merged',
      merged_into: caseOf(into),
    });
    await join(into, alone);
    expect(await one(caseOf(into))).toMatchObject({ state: 'open', subject_id: alone });
  });

  it('flags set aside lower the case, close it when none is left, and open it again when they count again', async () => {
    const [subject] = await desk.makeSubjects(1);
    const source = newId();
    const caseId = (await desk.attach([desk.flagged(subject, { flagCount: 60, sourceIds: [source] })])).get(
      subject ?? '',
    )?.caseId;
    const before = await one(caseId);
    const recount = (flagCount: number, sourceIds: string[]) =>
      desk.within((manager) =>
        desk.cases.recountFlags(manager, lead, [{ caseId: caseId ?? '', flagCount, sourceIds }]),
      );
    await recount(1, [source]);
    expect(Number((await one(caseId))?.['rank'])).toBeGreaterThan(Number(before?.['rank']));
    expect(await recount(0, [])).toEqual({ closed: 1, opened: 0 });
    expect(await one(caseId)).toMatchObject({ state: 'closed', closed_reason: 'set_aside' });
    expect(await recount(60, [source])).toEqual({ closed: 0, opened: 1 });
    expect(await one(caseId)).toMatchObject({ state: 'open', round: 2, flag_count: 60 });
  });

  it('a flag about child safety takes an open case to its own queue and ends a lease on it', async () => {
    const [subject] = await desk.makeSubjects(1);
    const caseId = (await desk.attach([desk.flagged(subject)])).get(subject ?? '')?.caseId ?? '';
    const ann = await desk.makePerson(['moderator']);
    await desk.within((manager) => desk.claims.claimCase(manager, ann, caseId));
    await desk.attach([desk.flagged(subject, { category: 'child_safety' })]);
    expect(await one(caseId)).toMatchObject({ state: 'open', claimed_by: null, category: 'child_safety' });
    const [queue] = await rows(desk.manager, 'select kind from queue where id = $1', [
      (await one(caseId))?.['queue_id'],
    ]);
    expect(queue).toEqual({ kind: 'child_safety' });
    await expect(desk.reads.get(lead, caseId)).rejects.toMatchObject({ code: 'NOT_FOUND' });
  });

  it('the same subject flagged by many writers at once has one open case and every flag counted', async () => {
    const subjects = await desk.makeSubjects(20);
    await Promise.all(
      Array.from({ length: 8 }, () =>
        desk.attach([...subjects].sort(() => Math.random() - 0.5).map((subject) => desk.flagged(subject))),
      ),
    );
    const found = await rows<{ flag_count: number }>(
      desk.manager,
      'select flag_count from review_case where subject_id = any($1::uuid[])',
      [subjects],
    );
    expect(found).toEqual(subjects.map(() => ({ flag_count: 8 })));
  });

  it('queues are counted, and lists go page by page without repeating', async () => {
    const queueId = await desk.makeQueue();
    const ids = await desk.makeCases(queueId, 25);
    await desk.source.query(
      `update review_case set due_at = clock_timestamp() - interval '1 hour' where queue_id = $1 and rank <= 4`,
      [queueId],
    );
    await desk.counting.count();
    const [count] = await rows(desk.manager, 'select open_count, breached_count from queue_count where queue_id = $1', [
      queueId,
    ]);
    expect(count).toEqual({ open_count: '25', breached_count: '4' });
    const seen: string[] = [];
    for (let after: string | null = null; ;) {
      const page = await desk.reads.list(lead, { queueId }, 10, after);
      seen.push(...page.nodes.map((node) => node.id));
      after = page.pageInfo.endCursor;
      if (!page.pageInfo.hasNextPage) break;
    }
    expect(seen).toEqual(ids);
    expect((await desk.reads.list(lead, { queueId, breached: true })).nodes).toHaveLength(4);
  });

  it('routing is rows: where a flag goes is told before it comes, and is where it goes', async () => {
    const queueId = await desk.makeQueue();
    await desk.within((manager) =>
      desk.routing.save(manager, lead, {
        id: null,
        name: 'Arabic referrals',
        conditions: { languages: ['ar'], sourceKinds: ['referral'] },
        queueId,
        active: true,
        version: null,
      }),
    );
    const facts = {
      ...{ platformId: desk.platformId, sourceKind: 'referral', policyId: null, language: 'ar' },
      ...{ subjectKind: 'channel', audience: 12_000 },
    };
    const told = await desk.routing.test(facts);
    expect(told).toMatchObject({ queueId, headStartMinutes: 90, tried: [{ matched: true, because: 'matched' }] });
    expect((await desk.routing.test({ ...facts, language: 'en' })).ruleId).toBeNull();
    const [subject] = await desk.makeSubjects(1);
    const opened = await desk.attach([
      desk.flagged(subject, { sourceKind: 'referral', language: 'ar', audience: 12_000 }),
    ]);
    expect(await one(opened.get(subject ?? '')?.caseId)).toMatchObject({ queue_id: queueId });
  });

  it('a child-safety queue takes names, no roles; a stale form is told apart', async () => {
    const input = {
      ...{ id: null, code: 'reports', names: { en: 'Reports' }, kind: QueueKind.child_safety, twoPerson: false },
      ...{ hiddenMeasures: [], escalationQueueId: null, active: true, version: null },
    };
    const id = await desk.within((manager) => desk.settings.save(manager, lead, input));
    await expect(
      desk.within((manager) => desk.settings.setAccess(manager, lead, id, ['moderator'], [])),
    ).rejects.toMatchObject({ code: 'INVALID_INPUT', details: { field: 'roles' } });
    await desk.within((manager) => desk.settings.setAccess(manager, lead, id, [], [lead.id]));
    expect(await desk.access.visibleQueueIds(lead)).toContain(id);
    await expect(
      desk.within((manager) => desk.settings.save(manager, lead, { ...input, id, version: 7 })),
    ).rejects.toMatchObject({ code: 'STALE_VERSION' });
    await expect(
      desk.within((manager) => desk.settings.save(manager, lead, { ...input, code: 'x', names: { ar: 'س' } })),
    ).rejects.toMatchObject({ details: { field: 'names.en' } });
  });
});
