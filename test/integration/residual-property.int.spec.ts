import fc from 'fast-check';
import type { ActingPerson } from '@mizan/foundation/acting.js';
import { createTestDatabase, type TestDatabase } from '../support/database.js';
import { Desk } from './decisions-desk.js';

/** One step, by numbers that are read modulo what there is to choose from. */
type Step =
  | { readonly do: 'decide'; readonly second: boolean; readonly subjects: number }
  | { readonly do: 'undo'; readonly which: number }
  | { readonly do: 'reverse'; readonly which: number; readonly part: number | null };

const anyStep: fc.Arbitrary<Step> = fc.oneof(
  fc.record({ do: fc.constant('decide' as const), second: fc.boolean(), subjects: fc.integer({ min: 1, max: 7 }) }),
  fc.record({ do: fc.constant('undo' as const), which: fc.nat(20) }),
  fc.record({ do: fc.constant('reverse' as const), which: fc.nat(20), part: fc.option(fc.nat(5)) }),
);

/** What should hold: who decided what, taken back or not, and which covers each reversal ended. */
interface Made {
  readonly id: string;
  readonly by: ActingPerson;
  /** `subject measure` of what it covers, or of what it ended of others. */
  readonly covers: Set<string>;
  readonly ended: Map<Made, string[]>;
  undone: boolean;
}

let database: TestDatabase;

beforeAll(async () => {
  database = await createTestDatabase({ poolSize: 10 });
});
afterAll(() => database.close());

class World {
  readonly made: Made[] = [];

  private constructor(
    private readonly desk: Desk,
    private readonly subjects: readonly string[],
    private readonly author: ActingPerson,
    private readonly second: ActingPerson,
  ) {}

  static async open(): Promise<World> {
    const desk = await new Desk(database.dataSource, { graceSeconds: 3_600 }).open();
    const subjects = [await desk.subject('account'), await desk.subject('account'), await desk.subject('account')];
    return new World(desk, subjects, await desk.person(), await desk.person('senior_moderator'));
  }

  async take(step: Step): Promise<void> {
    if (step.do === 'decide') return this.decide(step.second, step.subjects);
    const standing = this.made.filter((each) => !each.undone);
    const chosen = standing[step.which % Math.max(1, standing.length)];
    if (!chosen) return;
    if (step.do === 'undo') {
      await this.desk.undo(chosen.by, chosen.id);
      chosen.undone = true;
      chosen.covers.clear();
      for (const [of, keys] of chosen.ended) if (!of.undone) for (const key of keys) of.covers.add(key);
      chosen.ended.clear();
      return;
    }
    await this.reverse(chosen, step.part);
  }

  private async decide(second: boolean, bits: number): Promise<void> {
    const { desk, author } = this;
    const own = await desk.subject('account');
    const caseId = await desk.flag(own);
    const further = this.subjects.filter((_, index) => (bits >> index) % 2 === 1);
    const measure = second ? 'terminate_account' : 'suspend_account';
    const claimed = await desk.claim(author, caseId);
    const measures = [{ measure, scope: 'global', subjectIds: further }];
    const answer = await desk.decide(author, desk.draft(caseId, { measures, furtherSubjectIds: further }), claimed);
    const covers = new Set(further.map((subject) => `${subject} ${measure}`));
    if (answer.kind === 'decision') {
      this.made.push({ id: answer.decisionId, by: author, covers, ended: new Map(), undone: false });
      return;
    }
    if (answer.kind !== 'proposal') throw new Error(answer.kind);
    const [row] = await desk.query<{ hash: string }>(
      `select encode(content_hash, 'hex') as hash from decision_proposal where id = $1`,
      [answer.proposalId],
    );
    const approved = await desk.transaction((manager) =>
      desk.proposals.approve(manager, this.second, answer.proposalId, row?.hash ?? ''),
    );
    if (approved.kind !== 'decision') throw new Error(approved.refusal);
    this.made.push({ id: approved.decisionId, by: this.second, covers, ended: new Map(), undone: false });
  }

  private async reverse(chosen: Made, part: number | null): Promise<void> {
    const { desk, second } = this;
    const held = await desk.query<{ id: string; key: string }>(
      `select r.id, r.subject_id || ' ' || r.measure as key from restriction_cover v join restriction r on r.id = v.restriction_id
       where v.decision_id = $1 and v.ended_at is null order by r.id`,
      [chosen.id],
    );
    const only = part === null ? held : held.slice(part % Math.max(1, held.length)).slice(0, 1);
    if (only.length === 0) return;
    const caseId = await desk.flag(await desk.subject('account'));
    const { decisionId } = await desk.transaction((manager) =>
      desk.reversals.reverse(manager, second, {
        caseId,
        decisionIds: [chosen.id],
        restrictionIds: part === null ? null : only.map((each) => each.id),
        rationale: 'It was wrong.',
        language: 'en',
        approvedBy: null,
        findings: [],
      }),
    );
    const keys = only.map((each) => each.key);
    for (const key of keys) chosen.covers.delete(key);
    this.made.push({ id: decisionId, by: second, covers: new Set(), ended: new Map([[chosen, keys]]), undone: false });
  }

  expected(): string[] {
    return [...new Set(this.made.flatMap((each) => [...each.covers]))].sort();
  }

  async residual(): Promise<string[]> {
    const found = await this.desk.query<{ key: string }>(
      `select subject_id || ' ' || measure as key from restriction where subject_id = any($1::uuid[]) and lifted_at is null`,
      [this.subjects],
    );
    return found.map((row) => row.key).sort();
  }
}

it('whatever is decided, approved, taken back and reversed in whole or part, what stands is what a standing decision covers', async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(anyStep, { minLength: 3, maxLength: 8 }), async (steps) => {
      const world = await World.open();
      for (const step of steps) {
        await world.take(step);
        expect(await world.residual()).toEqual(world.expected());
      }
    }),
    {
      numRuns: 15,
      examples: [
        [
          [
            { do: 'decide', second: false, subjects: 3 },
            { do: 'reverse', which: 0, part: null },
            { do: 'undo', which: 0 },
            { do: 'undo', which: 0 },
          ],
        ],
      ],
    },
  );
}, 240_000);
