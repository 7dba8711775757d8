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
});
