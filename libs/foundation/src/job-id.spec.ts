import fc from 'fast-check';
import { newId } from './ids.js';
import { jobId, outboxJobId } from './job-id.js';

const ACCEPTED = /^[A-Za-z][A-Za-z0-9_-]+$/;

describe('job ids', () => {
  it('are the same for the same work and accepted by both backends', () => {
    fc.assert(
      fc.property(fc.nat(), fc.stringMatching(/^[a-z][a-z0-9-]{0,20}$/), (n, name) => {
        const id = newId(n);
        expect(jobId(name, id)).toBe(jobId(name, id));
        expect(jobId(name, id)).toMatch(ACCEPTED);
        expect(outboxJobId(String(n), name)).toMatch(ACCEPTED);
      }),
    );
  });

  it('differ by kind of work, by row and by the attempt that a person asked for', () => {
    const made = [jobId('orders', '1'), jobId('orders', '2'), jobId('imports', '1'), jobId('orders', '1', 2)];
    expect(new Set(made).size).toBe(4);
  });

  it.each(['a:b', 'a b', '', 'é'])('refuses %j, which the job queue would refuse later', (id) => {
    if (id === '') expect(jobId('orders', id)).toBe('orders-');
    else expect(() => jobId('orders', id)).toThrow(/Not usable/);
  });
});
