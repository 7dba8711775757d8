import { CLAIM_ALONE } from '@mizan/cases/claim-statement.js';
import { startCaseDesk, type CaseDesk } from '../support/case-desk.js';
import { explainGeneric, findingBuffers } from '../support/explain.js';

/** Claims made while the snapshot is held; the long form makes 20,000. */
const CLAIMS = 2_000;
/** Buffers that finding the next case may then touch (goals P3, T04). */
const FIND_BUFFERS = 25;
const LONG_MS = 180_000;

describe('claiming while somebody holds an old snapshot', () => {
  let desk: CaseDesk;
  beforeAll(async () => {
    desk = await startCaseDesk({ poolSize: 12 });
  });
  afterAll(() => desk.close());

  it(
    'stays as cheap as before, because the watermark passes over what was taken',
    async () => {
      const queueId = await desk.makeQueue();
      await desk.makeCases(queueId, CLAIMS + 500, { shuffled: true });
      await desk.keeper.recomputeHeads();
      await desk.analyse();
      const pinned = desk.source.createQueryRunner();
      await pinned.startTransaction('REPEATABLE READ');
      await pinned.query('select count(*) from review_case');
      const mover = setInterval(() => void desk.keeper.advanceHeads(), 100);
      // The snapshot stays open only while it is used, as by a dashboard that goes on asking.
      const use = setInterval(() => void pinned.query('select 1'), 1_000);
      try {
        const people = await Promise.all(Array.from({ length: 8 }, () => desk.makePerson()));
        let left = CLAIMS;
        await Promise.all(
          people.map(async (person) => {
            while (left > 0) {
              left -= 1;
              await desk.within((manager) => desk.claims.claimNext(manager, person, queueId));
            }
          }),
        );
        await desk.keeper.advanceHeads();
        const person = await desk.makePerson();
        const literals = [`'${queueId}'`, `'${person.id}'`, `'{moderator}'`, 'false', '600', '3'];
        const plan = await desk.within((manager) => explainGeneric(manager, CLAIM_ALONE.text, literals));
        expect(findingBuffers(plan)).toBeLessThanOrEqual(FIND_BUFFERS);
        await desk.source.query('update queue_head set head = -9223372036854775808 where queue_id = $1', [queueId]);
        const without = await desk.within((manager) => explainGeneric(manager, CLAIM_ALONE.text, literals));
        expect(findingBuffers(without)).toBeGreaterThan(CLAIMS / 4);
      } finally {
        clearInterval(mover);
        clearInterval(use);
        await pinned.rollbackTransaction();
        await pinned.release();
      }
    },
    LONG_MS,
  );
});
