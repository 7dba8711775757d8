import { rows } from '@mizan/foundation/database.js';
import { systemActor, type ActingPerson } from '@mizan/foundation/acting.js';
import { SubjectAccessService } from '@mizan/subjects/subject-access.service.js';
import { writeMerge } from '../../libs/subjects/src/subject-merge-statements.js';
import { startCaseDesk, type CaseDesk } from '../support/case-desk.js';

describe('a subject that came under child safety', () => {
  let desk: CaseDesk;
  let access: SubjectAccessService;
  let outsider: ActingPerson;
  let lead: ActingPerson;
  let reserved: string;
  let general: string;

  beforeAll(async () => {
    desk = await startCaseDesk();
    access = new SubjectAccessService(desk.source);
    outsider = await desk.makePerson(['moderator']);
    lead = await desk.makePerson(['supervisor']);
    const queue = async (code: string) =>
      (await rows<{ id: string }>(desk.manager, 'select id from queue where code = $1', [code]))[0]?.id ?? '';
    [reserved, general] = [await queue('child_safety'), await queue('general')];
    await desk.source.query('insert into queue_access (queue_id, person_id) values ($1, $2)', [reserved, lead.id]);
    desk.access.forget();
  });
  afterAll(() => desk?.close());

  const sees = async (person: ActingPerson, subjectId: string) => (await access.hidden(person, [subjectId])).size === 0;
  const subject = async () => (await desk.makeSubjects(1))[0] ?? '';
  const caseOf = async (id: string, category = 'general') =>
    (await desk.attach([desk.flagged(id, { category })])).get(id)?.caseId ?? '';
  const read = async (caseId: string) =>
    (
      await rows<{ queue_id: string; state: string; category: string }>(
        desk.manager,
        'select queue_id, state, category from review_case where id = $1',
        [caseId],
      )
    )[0];
  const close = (caseId: string) =>
    desk.source.query(
      `update review_case set state = 'closed', closed_at = now(), closed_reason = 'set_aside' where id = $1`,
      [caseId],
    );

  it('is there for the people of that queue only, with every case that it ever had', async () => {
    const id = await subject();
    const before = await caseOf(id);
    await close(before);
    expect(await sees(outsider, id)).toBe(true);
    const reported = await caseOf(id, 'child_safety');
    expect([await sees(outsider, id), await sees(lead, id)]).toEqual([false, true]);
    expect([(await read(before))?.queue_id, (await read(reported))?.queue_id]).toEqual([reserved, reserved]);
    await expect(desk.reads.get(outsider, before)).rejects.toMatchObject({ code: 'NOT_FOUND' });
    await expect(desk.reads.get(lead, before)).resolves.toMatchObject({ id: before });
  });

  it('stays there with whatever comes in about it later', async () => {
    const id = await subject();
    await close(await caseOf(id, 'child_safety'));
    const next = await caseOf(id, 'general');
    expect(await read(next)).toMatchObject({ queue_id: reserved, category: 'general' });
    expect(await sees(outsider, id)).toBe(false);
  });

  it('comes out when somebody of that queue takes out a case that is about something else', async () => {
    const id = await subject();
    await close(await caseOf(id, 'child_safety'));
    const next = await caseOf(id, 'general');
    const moved = await desk.within((manager) => desk.moves.move(manager, lead, [next], general, 'not about children'));
    expect(moved.changed).toEqual([next]);
    expect(await sees(outsider, id)).toBe(true);
    expect((await read(next))?.queue_id).toBe(general);
  });

  it('does not come out while a case about child safety is open, which nobody can take out', async () => {
    const id = await subject();
    const reported = await caseOf(id, 'child_safety');
    const moved = await desk.within((manager) => desk.moves.move(manager, lead, [reported], general, 'by mistake'));
    expect(moved.refused).toMatchObject([{ caseId: reported, code: 'RESERVED_QUEUE' }]);
    expect(await sees(outsider, id)).toBe(false);
  });

  it('takes along what it turns out to be, whichever of the two was reserved', async () => {
    for (const [from, into] of [
      ['child_safety', 'general'],
      ['general', 'child_safety'],
    ] as const) {
      const [a, b] = [await subject(), await subject()];
      const [caseA, caseB] = [await caseOf(a, from), await caseOf(b, into)];
      await desk.within(async (manager) => {
        await writeMerge(manager, systemActor('test'), a, b);
        await desk.merging.join(manager, systemActor('test'), a, b);
      });
      expect([await sees(outsider, a), await sees(outsider, b), await sees(lead, b)]).toEqual([false, false, true]);
      expect(await read(caseA)).toMatchObject({ queue_id: reserved, state: 'closed' });
      expect(await read(caseB)).toMatchObject({ queue_id: reserved, state: 'open', category: 'child_safety' });
    }
  });
});
