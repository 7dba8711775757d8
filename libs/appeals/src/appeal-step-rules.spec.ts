import fc from 'fast-check';
import { droppedBy, stepsOfQuestion, stepsOfReceipt } from './appeal-step-rules.js';
import { APPEAL_STATES, isOpen } from './appeal-transition-rules.js';

const HOUR = 3_600_000;
const submittedAt = new Date('2026-03-01T10:00:00Z');
const hours = (count: number) => new Date(submittedAt.getTime() + count * HOUR);

describe('what a fresh appeal waits for', () => {
  it('is its receipt and its way at once, warnings at half and four fifths, the breach, and help after it', () => {
    expect(stepsOfReceipt(submittedAt, hours(100)).map(({ kind, dueAt }) => [kind, dueAt])).toEqual([
      ['acknowledge', hours(0)],
      ['route', hours(0)],
      ['remind', hours(72)],
      ['warn_50', hours(50)],
      ['warn_80', hours(80)],
      ['breach', hours(100)],
      ['escalate', hours(110)],
    ]);
  });

  it('is never a reminder later than the answer is due', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 24 * 60 }), (span) => {
        const remind = stepsOfReceipt(submittedAt, hours(span)).find((step) => step.kind === 'remind');
        expect(remind === undefined || remind.dueAt < hours(span)).toBe(true);
      }),
    );
  });
});

describe('what a question waits for', () => {
  it('is a reminder in time to answer, and the end of waiting', () => {
    const steps = stepsOfQuestion(submittedAt, hours(100), 'm');
    expect(steps.map(({ kind, dueAt, aboutId }) => [kind, dueAt, aboutId])).toEqual([
      ['question_reminder', hours(70), 'm'],
      ['question_timeout', hours(100), 'm'],
    ]);
  });
});

describe('what a state leaves behind', () => {
  it('is every warning once the appeal is answered', () => {
    for (const state of APPEAL_STATES.filter((each) => !isOpen(each)))
      expect(droppedBy(state)).toEqual(
        expect.arrayContaining(['remind', 'warn_50', 'warn_80', 'breach', 'escalate', 'question_timeout']),
      );
  });

  it('is never the receipt, which may be written after the way to a queue was found', () => {
    for (const state of APPEAL_STATES.filter(isOpen)) expect(droppedBy(state)).not.toContain('acknowledge');
  });

  it('is never a warning while it is open', () => {
    for (const state of APPEAL_STATES.filter(isOpen))
      for (const kind of ['warn_50', 'warn_80', 'breach', 'escalate'] as const)
        expect(droppedBy(state)).not.toContain(kind);
  });
});
