import type { ActingPerson } from '@mizan/foundation/acting.js';
import type { Connector } from '@mizan/platforms/connectors.service.js';
import { createTestDatabase, type TestDatabase } from '../support/database.js';
import { SecondLooksDesk, type GroupItem } from './second-looks-desk.js';

const willing: Connector = {
  fetchState: async () => ({ outcome: 'found', visible: true, title: null, handle: null, audience: 7, measures: [] }),
  apply: async () => ({ outcome: 'applied', priorState: { visible: true }, platformRef: null }),
  undo: async () => ({ outcome: 'applied', priorState: null, platformRef: null }),
  ask: async () => ({ outcome: 'not_received' }),
  notify: async () => ({ outcome: 'delivered', platformRef: null }),
};

/** Small by default; MIZAN_LONG=1: 850 appeals against an action on 5,000 accounts. */
const LONG = process.env['MIZAN_LONG'] === '1';
const ACCOUNTS = LONG ? 5_000 : 700;
const APPEALS = LONG ? 850 : 120;
/** Accounts in one decision, as a moderator takes further subjects along. */
const TOGETHER = 100;
const LANGUAGES = ['ar', 'en', 'ru'] as const;

let database: TestDatabase;
let desk: SecondLooksDesk;
let lead: ActingPerson;
let supervisor: ActingPerson;

beforeAll(async () => {
  database = await createTestDatabase();
  desk = new SecondLooksDesk(database.dataSource, { connector: willing });
  await desk.open();
  lead = await desk.person('senior_moderator');
  supervisor = await desk.person('supervisor');
});
afterAll(() => database.close());

async function removeTogether(person: ActingPerson, subjectIds: readonly string[]): Promise<string> {
  const [first = '', ...further] = subjectIds;
  const caseId = await desk.flag(first);
  const claimed = await desk.claim(person, caseId);
  const answer = await desk.decide(
    person,
    desk.draft(caseId, {
      measures: [{ measure: 'suspend_account', scope: 'global', subjectIds: [...subjectIds] }],
      furtherSubjectIds: further,
    }),
    claimed,
  );
  if (answer.kind !== 'decision') throw new Error(answer.kind);
  return answer.decisionId;
}

/** The action: every account removed, some of them by a second decision of its own as well. */
async function act(moderators: readonly ActingPerson[]): Promise<{ subjectIds: string[]; twice: string[] }> {
  const subjectIds: string[] = [];
  for (let n = 0; n < ACCOUNTS; n += 1) subjectIds.push(await desk.subject('account'));
  for (let at = 0; at < ACCOUNTS; at += TOGETHER) {
    const person = moderators[(at / TOGETHER) % moderators.length];
    if (person) await removeTogether(person, subjectIds.slice(at, at + TOGETHER));
  }
  await desk.letGracePass();
  await desk.work();
  const twice = subjectIds.slice(0, 5);
  for (const subjectId of twice) await removeTogether(moderators[0] ?? lead, [subjectId]);
  await desk.letGracePass();
  await desk.work();
  return { subjectIds, twice };
}

/** Whoever the rules would let judge a drawn item, judged as the lot of the test says: every fourth decision was right. */
async function judge(items: readonly GroupItem[], people: readonly ActingPerson[]): Promise<void> {
  for (const [index, item] of items.entries()) {
    const judgement = index % 4 === 0 ? 'right' : index % 9 === 0 ? 'unsure' : 'wrong';
    const judged = await Promise.any(people.map((person) => desk.judge(person, item, judgement)));
    expect(judged).toBe(item.id);
  }
}

it(
  `${APPEALS} appeals of one wave after an action on ${ACCOUNTS} accounts are answered together, each by a record of its own`,
  async () => {
    const moderators = [await desk.person('moderator'), await desk.person('moderator')];
    const { subjectIds, twice } = await act(moderators);
    // Two weeks later: every wave begins with those whom it hurt twice.
    const appealing = subjectIds.slice(0, APPEALS);
    const appealIds: string[] = [];
    for (const [index, subjectId] of appealing.entries()) {
      const [first] = await desk.query<{ id: string }>(
        `select d.id from decision d join decision_subject s on s.decision_id = d.id where s.subject_id = $1 order by d.decided_at limit 1`,
        [subjectId],
      );
      const language = LANGUAGES[index % LANGUAGES.length] ?? 'en';
      appealIds.push((await desk.appeal(subjectId, { decisionId: first?.id ?? '', language })).id);
    }
    await desk.live();

    const groupId = await desk.openGroup(lead, { scopeKind: 'wave', from: new Date(Date.now() - 15 * 86_400_000) });
    expect(await desk.group(groupId)).toMatchObject({ items: APPEALS, state: 'open' });
    await desk.draw(lead, groupId, 30);
    const drawn = (await desk.items(groupId)).filter((item) => item.inSample);
    await judge(drawn, [lead]);

    const words = LANGUAGES.map((language) => ({ language, text: `Words in ${language}.` }));
    const right = (
      await desk.query<{ id: string }>(`select id from second_look_item where group_id = $1 and judgement = 'right'`, [
        groupId,
      ])
    ).map((item) => item.id);
    const standing = await desk.decideGroup(lead, groupId, { itemIds: right, outcome: 'upheld', reasons: words });
    await desk.carryOutRun(standing);
    const reversing = await desk.decideGroup(lead, groupId, { reasons: words });
    // More than a hundred restrictions: nothing moves before somebody else signed.
    expect(await desk.runState(reversing)).toBe('proposed');
    expect((await desk.items(groupId)).filter((item) => item.result === 'reversed')).toHaveLength(0);
    await desk.sign(supervisor, reversing);
    await desk.carryOutRun(reversing);
    await desk.carryOut();
    await desk.listen();

    const items = await desk.items(groupId);
    expect(items.filter((item) => item.failure !== null)).toEqual([]);
    expect(items.filter((item) => item.result === 'upheld')).toHaveLength(right.length);
    expect(items.filter((item) => item.result === 'reversed')).toHaveLength(APPEALS - right.length);
    expect(new Set(items.map((item) => item.resultDecisionId)).size).toBe(APPEALS);
    expect(await desk.group(groupId)).toMatchObject({ state: 'closed' });

    const again = await desk.query(
      `select from second_look_item i join decision_participant p on p.decision_id = i.result_decision_id
       join decision_participant o on o.decision_id = i.decision_id and o.person_id = p.person_id where i.group_id = $1`,
      [groupId],
    );
    expect(again).toHaveLength(0);
    const states = await desk.query<{ state: string; n: number }>(
      `select state || ' ' || outcome as state, count(*)::int as n from appeal group by 1 order by 1`,
    );
    expect(states).toEqual([
      { state: 'closed reversed', n: APPEALS - right.length },
      { state: 'closed upheld', n: right.length },
    ]);
    const notices = await desk.query<{ told: string; n: number }>(
      `select told, count(*)::int as n from (
         select recipient_id, string_agg(kind, ' ' order by queued_at, id) as told from notice where recipient_kind = 'appeal' group by 1) t
       group by 1 order by 1`,
    );
    expect(notices).toEqual([
      { told: 'appeal_received appeal_reversed', n: APPEALS - right.length },
      { told: 'appeal_received appeal_upheld', n: right.length },
    ]);
    expect(await desk.query(`select from notice where kind = 'restriction_lifted'`)).toHaveLength(0);

    // What still stands is what a standing decision covers, and nothing else; what was covered twice stays.
    const wrong = await desk.query(
      `select from restriction r where (r.lifted_at is null) <> exists (
         select from restriction_cover v where v.restriction_id = r.id and v.ended_at is null)`,
    );
    expect(wrong).toHaveLength(0);
    const reversed = new Set(items.filter((item) => item.result === 'reversed').map((item) => item.subjectId));
    for (const subjectId of appealing) {
      const orders = await desk.ordersOf(subjectId);
      const lifted = reversed.has(subjectId) && !twice.includes(subjectId);
      expect(orders).toEqual(lifted ? ['apply applied', 'undo applied'] : ['apply applied']);
    }
    const basis = await desk.query<{ n: number }>(
      `select count(*)::int as n from appeal where group_id = $1 and basis = 'account'`,
      [groupId],
    );
    expect(basis).toHaveLength(1);
    expect(appealIds).toHaveLength(APPEALS);
  },
  LONG ? 1_800_000 : 180_000,
);
