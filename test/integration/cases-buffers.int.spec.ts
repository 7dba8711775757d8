import type { ActingPerson } from '@mizan/foundation/acting.js';
import { CLAIM_ALONE } from '@mizan/cases/claim-statement.js';
import { cteOf, explainGeneric, findingBuffers, nodesOf, type PlanNode } from '../support/explain.js';
import { startCaseDesk, type CaseDesk } from '../support/case-desk.js';

/** Buffers that finding and locking the next case may touch, whatever the size of the queue (goals P2, T03). */
const FIND_BUFFERS = 20;

/** The plan of one claim, which really happens. */
function explainClaim(desk: CaseDesk, person: ActingPerson, queueId: string): Promise<PlanNode> {
  return desk.within((manager) =>
    explainGeneric(manager, CLAIM_ALONE.text, [
      `'${queueId}'`,
      `'${person.id}'`,
      `'{${person.roles.join(',')}}'`,
      'false',
      '600',
      '3',
    ]),
  );
}

describe('what a claim touches', () => {
  let desk: CaseDesk;
  beforeAll(async () => {
    desk = await startCaseDesk();
  });
  afterAll(() => desk.close());

  async function queueOf(count: number, more: { category?: string } = {}): Promise<string> {
    const queueId = await desk.makeQueue();
    await desk.makeCases(queueId, count, { shuffled: true, ...more });
    await desk.keeper.recomputeHeads();
    return queueId;
  }

  it.each([5_000, 10_000, 20_000])('is the same few pages with %i open cases, by the index for it', async (count) => {
    const person = await desk.makePerson();
    const queueId = await queueOf(count);
    await desk.analyse();
    const plan = await explainClaim(desk, person, queueId);
    expect(findingBuffers(plan)).toBeLessThanOrEqual(FIND_BUFFERS);
    const served = nodesOf(cteOf(plan, 'rest'));
    expect(served.map((node) => node['Index Name'])).toContain('review_case_claim_idx');
    const overCases = nodesOf(plan).filter((node) => node['Relation Name'] === 'review_case');
    expect(overCases.map((node) => node['Node Type'])).not.toContain('Seq Scan');
    expect(nodesOf(plan).map((node) => node['Node Type'])).not.toContain('Sort');
  });

  it('stays so when a person opted out of the two hundred most urgent cases', async () => {
    const person = await desk.makePerson();
    const queueId = await queueOf(5_000);
    await desk.makeCases(queueId, 200, { shuffled: true, category: 'terrorism', firstRank: -1_000 });
    await desk.keeper.recomputeHeads();
    await desk.source.query(
      `insert into claim_exclusion (person_id, category, reason) values ($1, 'terrorism', 'opt_out')`,
      [person.id],
    );
    await desk.analyse();
    const plan = await explainClaim(desk, person, queueId);
    // Two hundred entries more of the index are a few of its pages, and no visit to the table.
    expect(findingBuffers(plan)).toBeLessThanOrEqual(FIND_BUFFERS + 6);
    const [claimed] = await desk.source.query(
      `select category from review_case where claimed_by = $1 and state = 'claimed'`,
      [person.id],
    );
    expect(claimed).toEqual({ category: 'general' });
  });

  it('visits each skipped case once when a person skipped the two hundred most urgent ones', async () => {
    const person = await desk.makePerson();
    const queueId = await queueOf(5_000);
    await desk.source.query(
      `insert into claim_exclusion (person_id, case_id, reason, until)
       select $1, id, 'skipped', clock_timestamp() + interval '4 hours' from review_case where queue_id = $2 and rank <= 200`,
      [person.id, queueId],
    );
    await desk.analyse();
    const plan = await explainClaim(desk, person, queueId);
    expect(findingBuffers(plan)).toBeLessThanOrEqual(FIND_BUFFERS + 6 + 200);
  });
});
