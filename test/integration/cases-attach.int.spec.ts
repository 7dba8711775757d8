import { AuditService } from '@mizan/audit/audit.service.js';
import { systemActor } from '@mizan/foundation/acting.js';
import { inTransaction, rows } from '@mizan/foundation/database.js';
import { AttachService } from '@mizan/cases/attach.service.js';
import { CasesService, type FlaggedSubject } from '@mizan/cases/cases.service.js';
import { DeskRulesService } from '@mizan/cases/desk-rules.service.js';
import { PoliciesService } from '@mizan/policies/policies.service.js';
import { makePlatform, makeSubjects } from '../support/case-builders.js';
import { createTestDatabase, type TestDatabase } from '../support/database.js';

const actor = systemActor('test');

describe('flags joining cases', () => {
  let database: TestDatabase;
  let cases: CasesService;
  let platformId: string;

  beforeAll(async () => {
    database = await createTestDatabase();
    const rules = new DeskRulesService(database.dataSource, new PoliciesService(database.dataSource));
    cases = new CasesService(new AttachService(new AuditService(), rules));
    platformId = await makePlatform(database.dataSource);
  });
  afterAll(() => database.close());

  const flagged = (subjectId: string, more: Partial<FlaggedSubject> = {}): FlaggedSubject => ({
    subjectId,
    platformId,
    subjectKind: 'channel',
    sourceKind: 'user_report',
    policyId: null,
    language: null,
    audience: null,
    category: 'general',
    flagCount: 1,
    sourceIds: ['0195a0a0-0000-7000-8000-000000000001'],
    ...more,
  });
  const attach = (items: FlaggedSubject[]) =>
    inTransaction(database.dataSource, (manager) => cases.attachFlags(manager, actor, items));
  const one = async (caseId: string | undefined) =>
    (
      await rows<Record<string, unknown>>(database.dataSource.manager, 'select * from review_case where id = $1', [
        caseId,
      ])
    )[0];

  it('opens one case for each subject and joins what follows', async () => {
    const [first, second] = await makeSubjects(database.dataSource, platformId, 2);
    const opened = await attach([flagged(first), flagged(second), flagged(first)]);
    expect([...opened.values()].map((answer) => answer.opened)).toEqual([true, true]);
    const again = await attach([flagged(first, { flagCount: 3 })]);
    expect(again.get(first)).toEqual({ caseId: opened.get(first)?.caseId, round: 1, opened: false });
    expect(await one(opened.get(first)?.caseId)).toMatchObject({ flag_count: 5, source_count: 1, state: 'open' });
  });
});
