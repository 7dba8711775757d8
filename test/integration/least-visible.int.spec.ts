import { GraphQLSchemaHost } from '@nestjs/graphql';
import {
  getNamedType,
  isLeafType,
  isNonNullType,
  isObjectType,
  type GraphQLField,
  type GraphQLObjectType,
} from 'graphql';
import { newId } from '@mizan/foundation/ids.js';
import { holds, type Role } from '@mizan/foundation/permissions.js';
import type { TestPerson } from '@mizan/identity/identity.builders.js';
import { declareProtected } from '../support/protect.js';
import { startDeskApi, type DeskApi } from './desk-api.js';

let api: DeskApi;
/** The same story twice: of somebody in the register, and of somebody who is not. */
let listed: Story;
let unlisted: Story;

interface Story {
  readonly subjectId: string;
  readonly caseId: string;
  readonly number: number;
  /** Of the case in which it was taken along. */
  readonly otherCaseId: string;
  readonly decisionId: string;
}

const WITHOUT_RIGHT: readonly Role[] = ['moderator', 'appeal_handler', 'administrator', 'auditor'];

beforeAll(async () => {
  api = await startDeskApi();
  const author = await api.person('moderator');
  unlisted = await story(author, false);
  listed = await story(author, true);
}, 120_000);
afterAll(() => api?.close());

/** Somebody asks for a measure that always needs a second person; and decides about another one without it. */
async function story(author: TestPerson, inRegister: boolean): Promise<Story> {
  const { desk, database } = api;
  const subjectId = await desk.subject('account');
  if (inRegister) await declareProtected(database.dataSource, subjectId);
  const caseId = await desk.flag(subjectId);
  const claimed = await desk.claim(author.acting, caseId);
  const measures = [{ measure: 'terminate_account', scope: 'global', subjectIds: [subjectId] }];
  const answer = await desk.decide(author.acting, desk.draft(caseId, { measures }), claimed);
  expect(answer.kind).toBe(inRegister ? 'stay' : 'proposal');
  const other = await desk.subject();
  const otherCaseId = await desk.flag(other);
  const held = await desk.claim(author.acting, otherCaseId);
  const further = inRegister ? { furtherSubjectIds: [subjectId] } : {};
  const made = await desk.decide(
    author.acting,
    desk.draft(otherCaseId, {
      measures: inRegister
        ? [...desk.removing(other), { measure: 'label', scope: 'global', subjectIds: [subjectId] }]
        : desk.removing(other),
      ...further,
    }),
    held,
  );
  if (made.kind !== 'decision') throw new Error(made.kind);
  const [row] = await desk.query<{ number: string }>('select number from review_case where id = $1', [caseId]);
  return { subjectId, caseId, otherCaseId, decisionId: made.decisionId, number: Number(row?.number) };
}

const plain = (field: GraphQLField<unknown, unknown>) => field.args.every((argument) => !isNonNullType(argument.type));

/** Every field of a type that takes no arguments by force, `depth` objects deep. */
function everything(type: GraphQLObjectType, depth: number): string {
  const fields = Object.values(type.getFields()).filter(plain);
  const parts = fields.flatMap((field) => {
    const of = getNamedType(field.type);
    if (isLeafType(of)) return [field.name];
    if (!isObjectType(of) || depth === 0) return [];
    const inside = everything(of, depth - 1);
    return inside === '' ? [] : [`${field.name} { ${inside} }`];
  });
  return parts.join(' ');
}

/** Ids by the order in which they come, and no times, numbers or hashes: two stories that differ in nothing else are one text. */
function told(answer: unknown): string {
  const names = new Map<string, string>();
  const name = (id: string) => {
    if (!names.has(id)) names.set(id, `id-${names.size}`);
    return names.get(id) ?? '';
  };
  return JSON.stringify(answer)
    .replace(/[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}/g, name)
    .replace(/"[0-9a-f]{64}"/g, '"hash"')
    .replace(/"\d{4}-\d\d-\d\dT[^"]*"/g, '"time"')
    .replace(
      /"(number|id|requestId|endCursor|contentHash|sealed|headStartMinutes)":("[^"]*"|\d+|true|false)/g,
      '"$1":"-"',
    );
}

describe('who is in the register changes nothing that can be asked without the right', () => {
  const schemaOf = () => api.app.get(GraphQLSchemaHost).schema;
  const objectOf = (name: string): GraphQLObjectType => {
    const type = schemaOf().getType(name);
    if (!isObjectType(type)) throw new Error(name);
    return type;
  };

  it.each(WITHOUT_RIGHT)('nothing about the subject, its case, or what was decided beside it (%s)', async (role) => {
    expect(holds([role], 'protection.decide')).toBe(false);
    const person = await api.person(role);
    let compared = 0;
    for (const [query, type, id] of [
      ['subject', 'Subject', (one: Story) => one.subjectId],
      ['case', 'Case', (one: Story) => one.caseId],
      ['case', 'Case', (one: Story) => one.otherCaseId],
      ['decision', 'Decision', (one: Story) => one.decisionId],
    ] as const)
      for (const field of Object.values(objectOf(type).getFields()).filter(plain)) {
        const of = getNamedType(field.type);
        const inside = isObjectType(of) ? everything(of, 1) : '';
        if (isObjectType(of) && inside === '') continue;
        const text = `query($id: ID!) { ${query}(id: $id) { ${field.name} ${inside && `{ ${inside} }`} } }`;
        const [about, other] = [
          await api.ask(person, text, { id: id(listed) }),
          await api.ask(person, text, { id: id(unlisted) }),
        ];
        expect([type, field.name, told(about)]).toEqual([type, field.name, told(other)]);
        compared += 1;
      }
    expect(compared).toBeGreaterThan(80);
  });

  it.each(WITHOUT_RIGHT)('no list, count, record or timeline (%s)', async (role) => {
    const person = await api.person(role);
    const stays = await api.desk.query<{ case_id: string; id: string; number: string }>(
      'select s.case_id, s.id, c.number from protective_stay s join review_case c on c.id = s.case_id',
    );
    expect(stays.length).toBeGreaterThan(0);
    const hidden = stays.flatMap((stay) => [stay.case_id, stay.id]);
    const lists = [
      `{ queues { id code counts { open claimed awaitingApproval breached } } }`,
      `{ proposals { id state reasons mayApprove } }`,
      `{ audit(first: 100) { nodes { id kind targetId caseId subjectId details requestId } } }`,
      `{ subject(id: "${listed.subjectId}") { cases { id kind } timeline(first: 100) { nodes { kind caseId details } } } }`,
      `{ audit(first: 100, filter: { subjectId: "${listed.subjectId}" }) { nodes { kind caseId } } }`,
    ];
    for (const list of lists) {
      const text = JSON.stringify(await api.ask(person, list));
      expect([list, hidden.filter((id) => text.includes(id))]).toEqual([list, []]);
      expect([list, /stay/i.test(text)]).toEqual([list, false]);
    }
    for (const id of stays.map((stay) => stay.case_id)) {
      const asked = await api.ask(person, 'query($id: ID!) { case(id: $id) { id stayedDraft { id } } }', { id });
      const missing = await api.ask(person, 'query($id: ID!) { case(id: $id) { id stayedDraft { id } } }', {
        id: newId(),
      });
      expect(told(asked)).toBe(told(missing));
    }
  });

  it('whoever may decide stays finds them in their queue, with the draft', async () => {
    const lead = await api.person('senior_moderator');
    const { data } = await api.ask(lead, '{ queues { kind counts { open } } }');
    expect(data.queues).toContainEqual(expect.objectContaining({ kind: 'stay' }));
    const [stay] = await api.desk.query<{ case_id: string }>('select case_id from protective_stay limit 1');
    const shown = await api.ask(
      lead,
      'query($id: ID!) { case(id: $id) { kind stayedDraft { state reasons rationale } } }',
      {
        id: stay?.case_id,
      },
    );
    expect(shown.data.case).toMatchObject({ kind: 'stay', stayedDraft: { state: 'stayed', reasons: ['stay'] } });
  });

  it('the author is told the word and a reference, and of whom the other decision went without', async () => {
    const [row] = await api.desk.query<{ person: string }>(
      `select person_id as person from decision_participant where decision_id = $1`,
      [listed.decisionId],
    );
    expect(row).toBeDefined();
    const stranger = await api.person('moderator');
    const asked = await api.ask(stranger, 'query($id: ID!) { decision(id: $id) { leftOut { reference } } }', {
      id: listed.decisionId,
    });
    expect(asked.data.decision.leftOut).toEqual([]);
    const lead = await api.person('supervisor');
    const seen = await api.ask(lead, 'query($id: ID!) { decision(id: $id) { leftOut { reference } } }', {
      id: listed.decisionId,
    });
    expect(seen.data.decision.leftOut).toEqual([{ reference: expect.stringMatching(/^S-\d+$/) }]);
  });
});
