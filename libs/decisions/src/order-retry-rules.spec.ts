import fc from 'fast-check';
import { judgeAttempt, nextStep, retryDelayMs } from './order-retry-rules.js';
import { mayBecome } from './order-transition-rules.js';

const now = new Date('2026-11-23T10:00:00Z');
const limits = { attempts: 8, withinMs: 7_200_000 };

describe('trying an order again', () => {
  it('spreads eight attempts over two hours', () => {
    const delays = Array.from({ length: 7 }, (_, index) => retryDelayMs(index + 1, limits));
    expect(delays).toHaveLength(7);
    expect(Math.abs(delays.reduce((sum, delay) => sum + delay, 0) - 2 * 3_600_000)).toBeLessThan(10);
    expect(delays[0]).toBeLessThan(10_000);
  });

  it('is stuck after the eighth attempt and not before', () => {
    expect(judgeAttempt({ outcome: 'unknown', code: 'timeout' }, 7, now, limits).state).toBe('unknown');
    expect(judgeAttempt({ outcome: 'unknown', code: 'timeout' }, 8, now, limits)).toEqual({
      state: 'stuck',
      attempts: 8,
      nextAttemptAt: null,
      code: 'timeout',
    });
  });

  it('gives the attempt back when the platform asks for patience, however often', () => {
    const until = new Date(now.getTime() + 60_000);
    for (let attempt = 1; attempt <= 20; attempt += 1) {
      const verdict = judgeAttempt({ outcome: 'deferred', until }, 1, now, limits);
      expect(verdict).toEqual({ state: 'deferred', attempts: 0, nextAttemptAt: until, code: 'deferred' });
    }
  });

  it('waits at least a second when a platform defers into the past', () => {
    const verdict = judgeAttempt({ outcome: 'deferred', until: new Date(0) }, 3, now, limits);
    expect(verdict.nextAttemptAt).toEqual(new Date(now.getTime() + 1_000));
  });

  it('takes a missing target and a refusal as final', () => {
    expect(judgeAttempt({ outcome: 'gone' }, 1, now, limits).nextAttemptAt).toBeNull();
    expect(judgeAttempt({ outcome: 'failed', code: 'not_permitted' }, 1, now, limits)).toMatchObject({
      state: 'failed',
      code: 'not_permitted',
      nextAttemptAt: null,
    });
  });

  it('asks before sending again when nobody can say what happened', () => {
    expect(nextStep('unknown')).toBe('ask');
    expect(nextStep('sending')).toBe('ask');
    expect(nextStep('waiting')).toBe('send');
    expect(nextStep('deferred')).toBe('send');
    for (const state of ['applied', 'gone', 'failed', 'stuck', 'cancelled'] as const)
      expect(nextStep(state)).toBe('leave');
  });

  it('only ever asks for steps that an order being sent may take', () => {
    const outcome = fc.oneof(
      fc.constant({ outcome: 'applied' as const }),
      fc.constant({ outcome: 'gone' as const }),
      fc.record({ outcome: fc.constant('failed' as const), code: fc.string() }),
      fc.record({ outcome: fc.constant('deferred' as const), until: fc.date({ noInvalidDate: true }) }),
      fc.record({ outcome: fc.constant('unknown' as const), code: fc.string() }),
    );
    fc.assert(
      fc.property(outcome, fc.integer({ min: 1, max: 12 }), (answer, attempts) => {
        const verdict = judgeAttempt(answer, attempts, now, limits);
        expect(mayBecome('sending', verdict.state)).toBe(true);
        expect(verdict.nextAttemptAt === null).toBe(!['unknown', 'deferred'].includes(verdict.state));
        if (verdict.nextAttemptAt) expect(verdict.nextAttemptAt.getTime()).toBeGreaterThan(now.getTime());
      }),
    );
  });
});
