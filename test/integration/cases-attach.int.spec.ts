import { AuditService } from '@mizan/audit/audit.service.js';
import { rows } from '@mizan/foundation/database.js';
import { startCaseDesk, type CaseDesk } from '../support/case-desk.js';

describe('flags joining cases', () => {
  let desk: CaseDesk;
  beforeAll(async () => {
    desk = await startCaseDesk();
  });
  afterAll(() => desk.close());

  const one = async (caseId: string | undefined) =>
    (await rows<Record<string, unknown>>(desk.manager, 'select * from review_case where id = $1', [caseId]))[0];

  it('opens one case for each subject and joins what follows', async () => {
    const [first, second] = await desk.makeSubjects(2);
    const opened = await desk.attach([desk.flagged(first), desk.flagged(second), desk.flagged(first)]);
    expect([...opened.values()].map((answer) => answer.opened)).toEqual([true, true]);
    const again = await desk.attach([desk.flagged(first, { flagCount: 3 })]);
    expect(again.get(first ?? '')).toEqual({ caseId: opened.get(first ?? '')?.caseId, round: 1, opened: false });
    expect(await one(opened.get(first ?? '')?.caseId)).toMatchObject({ flag_count: 5, source_count: 1, state: 'open' });
  });

  it('records the cases of a batch in one row and one event, found by every case and every subject', async () => {
    const figures = async () =>
      (
        await rows<{ audit: number; outbox: number }>(
          desk.manager,
          'select (select count(*)::int from audit_event) as audit, (select count(*)::int from outbox) as outbox',
        )
      )[0];
    const before = await figures();
    const subjects = await desk.makeSubjects(50);
    const opened = await desk.attach(subjects.map((subject) => desk.flagged(subject)));
    expect(opened.size).toBe(50);
    const after = await figures();
    expect(after).toEqual({ audit: (before?.audit ?? 0) + 1, outbox: (before?.outbox ?? 0) + 1 });

    const audit = new AuditService();
    for (const subjectId of [subjects[0], subjects[17], subjects[49]]) {
      const caseId = opened.get(subjectId ?? '')?.caseId ?? '';
      const shown = { kind: 'case.opened', targetKind: 'case', targetId: caseId, caseId, subjectId };
      for (const filter of [{ caseId }, { subjectId }, { targetId: caseId }, { caseId, kind: 'case.opened' }]) {
        const { nodes } = await audit.list(desk.manager, filter);
        expect(nodes).toEqual([expect.objectContaining(shown)]);
      }
      expect((await audit.list(desk.manager, { caseId, kind: 'case.closed' })).nodes).toEqual([]);
    }
    expect((await audit.list(desk.manager, { kind: 'case.opened' }, 1)).nodes).toEqual([
      expect.objectContaining({ targetId: null, caseId: null, details: expect.objectContaining({ count: 50 }) }),
    ]);
  });
});
