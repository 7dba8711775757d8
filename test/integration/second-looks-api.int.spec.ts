import { newId } from '@mizan/foundation/ids.js';
import { createPerson, type TestPerson } from '@mizan/identity/identity.builders.js';
import { startDeskApi, type DeskApi } from './desk-api.js';
import { SecondLooksDesk } from './second-looks-desk.js';

const GROUP = `query($id: ID!) { secondLookGroup(id: $id) { state scopeKind scopeId scopeLabel itemCount sampleSize judgedCount wrongCount
  sampleLower sampleUpper languages version byReason { kind code total } byBasis { basis submitted } runs { state total done undoable }
  items { nodes { id inSample judgement mayJudge decision { id participants { person { id } } } subject { id } appeal { number } case { id } } } } }`;
const LIST = `{ secondLookGroups { nodes { id scopeLabel scopeId } } }`;
const OPEN = `mutation($key: ID!, $scopeKind: String!, $scopeId: ID, $from: DateTime) {
  openSecondLookGroup(key: $key, scopeKind: $scopeKind, scopeId: $scopeId, from: $from) { id itemCount } }`;
const DRAW = `mutation($key: ID!, $id: ID!) { drawSecondLookSample(key: $key, groupId: $id, size: 2) { sampleSize } }`;
const JUDGE = `mutation($key: ID!, $id: ID!, $decisionId: ID!, $subjectId: ID!, $judgement: String!) {
  judgeSecondLook(key: $key, groupId: $id, decisionId: $decisionId, subjectId: $subjectId, judgement: $judgement) { judgement judgedBy { id } } }`;
const DECIDE = `mutation($key: ID!, $id: ID!, $version: Int!, $reasons: [SecondLookWords!]!) {
  decideSecondLook(key: $key, groupId: $id, version: $version, outcome: reversed, reasons: $reasons, rationale: "The sample was wrong.") {
    state runs { id state total undoable decidedBy { id } } } }`;
const UNDO = `mutation($key: ID!, $runId: ID!) { undoSecondLook(key: $key, runId: $runId) { runs { state } } }`;

describe('second looks through the API', () => {
  let api: DeskApi;
  let desk: SecondLooksDesk;
  let decider: TestPerson;
  let lead: TestPerson;
  let supervisor: TestPerson;
  let subjects: string[];

  beforeAll(async () => {
    api = await startDeskApi();
    desk = await new SecondLooksDesk(api.database.dataSource).open();
    decider = await createPerson(api.database.dataSource, { roles: ['moderator'] });
    lead = await api.person('senior_moderator');
    supervisor = await api.person('supervisor');
    subjects = [];
    for (let n = 0; n < 4; n += 1) subjects.push(await desk.subject());
    const [first = '', ...further] = subjects;
    const caseId = await desk.flag(first);
    const claimed = await desk.claim(decider.acting, caseId);
    await desk.decide(
      decider.acting,
      desk.draft(caseId, { measures: desk.removing(...subjects), furtherSubjectIds: further }),
      claimed,
    );
    for (const subjectId of subjects) await desk.appeal(subjectId);
    await desk.live();
  });
  afterAll(() => api?.close());

  const codeOf = (answer: any): string | undefined => answer.errors?.[0]?.extensions.code;

  it('is open to those who manage appeals alone', async () => {
    for (const role of ['moderator', 'appeal_handler', 'administrator', 'auditor'] as const)
      expect(codeOf(await api.ask(await api.person(role), LIST))).toBe('FORBIDDEN');
  });

  it('tells who a moderator is only to those who may read about people', async () => {
    const asked = { key: newId(), scopeKind: 'moderator', scopeId: decider.acting.id };
    const opened = await api.ask(supervisor, OPEN, asked);
    expect(opened.errors).toBeUndefined();
    const { id, itemCount } = opened.data.openSecondLookGroup;
    expect(itemCount).toBe(4);
    const told = (await api.ask(supervisor, GROUP, { id })).data.secondLookGroup;
    expect(told).toMatchObject({ scopeKind: 'moderator', scopeId: decider.acting.id });
    expect(told.scopeLabel).not.toBeNull();
    const untold = (await api.ask(lead, GROUP, { id })).data.secondLookGroup;
    expect(untold).toMatchObject({ scopeKind: 'moderator', scopeId: null, scopeLabel: null });
    const listed = (await api.ask(lead, LIST)).data.secondLookGroups.nodes;
    expect(listed).toEqual([{ id, scopeId: null, scopeLabel: null }]);
    // The same again, with the same key: no second group; with another: what is in an open group is in no other.
    expect((await api.ask(supervisor, OPEN, asked)).data.openSecondLookGroup.id).toBe(id);
    expect(codeOf(await api.ask(supervisor, OPEN, { ...asked, key: newId() }))).toBe('GROUP_EMPTY');
  });

  it('goes from a sample over judgements to one answer, which can be taken back', async () => {
    const [group] = (await api.ask(lead, LIST)).data.secondLookGroups.nodes;
    const { id } = group;
    expect((await api.ask(lead, DRAW, { key: newId(), id })).data.drawSecondLookSample.sampleSize).toBe(2);
    const drawn = (await api.ask(lead, GROUP, { id })).data.secondLookGroup;
    const sample = drawn.items.nodes.filter((item: any) => item.inSample);
    expect(sample).toHaveLength(2);
    for (const item of sample) {
      const of = { id, decisionId: item.decision.id, subjectId: item.subject.id, judgement: 'unsure' };
      const judged = await api.ask(lead, JUDGE, { key: newId(), ...of });
      expect(judged.data.judgeSecondLook).toEqual({ judgement: 'unsure', judgedBy: { id: lead.acting.id } });
    }
    const judged = (await api.ask(lead, GROUP, { id })).data.secondLookGroup;
    expect(judged).toMatchObject({ judgedCount: 2, wrongCount: 2, languages: ['ar'], sampleUpper: 1 });
    const ask = { id, version: judged.version };
    const silent = await api.ask(lead, DECIDE, { key: newId(), ...ask, reasons: [{ language: 'en', text: 'No.' }] });
    expect(silent.errors?.[0]?.extensions).toMatchObject({
      code: 'REASONS_MISSING',
      field: 'reasons',
      languages: ['ar'],
    });
    const reasons = [{ language: 'ar', text: 'أُلغي القرار.' }];
    const decided = await api.ask(lead, DECIDE, { key: newId(), ...ask, reasons });
    expect(decided.errors).toBeUndefined();
    const [run] = decided.data.decideSecondLook.runs;
    expect(run).toMatchObject({ state: 'waiting', total: 4, undoable: true, decidedBy: { id: lead.acting.id } });
    expect(codeOf(await api.ask(supervisor, UNDO, { key: newId(), runId: run.id }))).toBe('NOT_FOUND');
    const undone = await api.ask(lead, UNDO, { key: newId(), runId: run.id });
    expect(undone.data.undoSecondLook.runs).toEqual([{ state: 'undoing' }]);
  });

  it('does not let who decided judge what they decided', async () => {
    await api.database.dataSource.query(`insert into person_role (person_id, role) values ($1, 'senior_moderator')`, [
      decider.acting.id,
    ]);
    const [group] = (await api.ask(decider, LIST)).data.secondLookGroups.nodes;
    const { items } = (await api.ask(decider, GROUP, { id: group.id })).data.secondLookGroup;
    expect(items.nodes.map((item: any) => item.mayJudge)).toEqual([false, false, false, false]);
    const [drawn] = items.nodes.filter((item: any) => item.inSample);
    const forged = { id: group.id, decisionId: drawn.decision.id, subjectId: drawn.subject.id, judgement: 'right' };
    expect(codeOf(await api.ask(decider, JUDGE, { key: newId(), ...forged }))).toBe('NOT_INDEPENDENT');
  });
});
