import { rows } from '@mizan/foundation/database.js';
import { startCaseDesk, type CaseDesk } from '../support/case-desk.js';

describe('claiming', () => {
  let desk: CaseDesk;
  beforeAll(async () => {
    desk = await startCaseDesk({ poolSize: 34 });
  });
  afterAll(() => desk.close());

  it('thirty-two people empty ten queues: every case once, in order', async () => {
    const people = await Promise.all(Array.from({ length: 32 }, () => desk.makePerson()));
    const queues: string[] = [];
    for (let n = 0; n < 10; n += 1) {
      const queue = await desk.makeQueue();
      await desk.makeCases(queue, 20);
      queues.push(queue);
    }
    const claimed: string[] = [];
    await Promise.all(
      people.map(async (person, n) => {
        for (let empty = 0; empty < queues.length;) {
          const queue = queues[(n + empty) % queues.length] ?? '';
          const answer = await desk.within((manager) => desk.claims.claimNext(manager, person, queue));
          if (typeof answer === 'string') empty += 1;
          else claimed.push(answer.id);
        }
      }),
    );
    expect(new Set(claimed).size).toBe(200);
    expect(claimed.length).toBe(200);
    const [left] = await rows<{ open: string }>(
      desk.manager,
      `select count(*) as open from review_case where state = 'open'`,
    );
    expect(left?.open).toBe('0');
  });
});
