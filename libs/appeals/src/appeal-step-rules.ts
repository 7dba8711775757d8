import type { AppealState } from './appeal-transition-rules.js';

/** What an appeal waits for; each is a row, and a delayed job that can be lost and comes back from its row. */
export const STEP_KINDS = [
  'acknowledge',
  'route',
  'remind',
  'warn_50',
  'warn_80',
  'breach',
  'escalate',
  'question_reminder',
  'question_timeout',
  'execute_check',
  'notify',
  'close',
] as const;
export type StepKind = (typeof STEP_KINDS)[number];

export interface PlannedStep {
  readonly kind: StepKind;
  readonly dueAt: Date;
  /** What it is about besides the appeal, e.g. a question. */
  readonly aboutId: string | null;
}

/** Share of the time that has run when the queue is warned. */
const WARNINGS = [
  ['warn_50', 0.5],
  ['warn_80', 0.8],
] as const;
/** An appeal that is overdue goes to the escalation queue after so much more of its time. */
const ESCALATE_AFTER = 0.1;
/** The person reads that their appeal is still being looked at, when it takes longer than this, ms. */
const REMIND_AFTER_MS = 3 * 86_400_000;
/** Share of the time to answer a question after which the person is reminded of it. */
const QUESTION_REMINDER = 0.7;

/** What a fresh appeal waits for: its receipt and its way to a queue at once, then warnings as its time runs. */
export function stepsOfReceipt(submittedAt: Date, dueAt: Date): PlannedStep[] {
  const from = submittedAt.getTime();
  const span = dueAt.getTime() - from;
  const after = (kind: StepKind, ms: number): PlannedStep => ({ kind, dueAt: new Date(from + ms), aboutId: null });
  return [
    after('acknowledge', 0),
    after('route', 0),
    ...(span > REMIND_AFTER_MS ? [after('remind', REMIND_AFTER_MS)] : []),
    ...WARNINGS.map(([kind, share]) => after(kind, span * share)),
    after('breach', span),
    after('escalate', span * (1 + ESCALATE_AFTER)),
  ];
}

/** What a question to the person waits for. */
export function stepsOfQuestion(askedAt: Date, answerDueAt: Date, messageId: string): PlannedStep[] {
  const span = answerDueAt.getTime() - askedAt.getTime();
  return [
    { kind: 'question_reminder', dueAt: new Date(askedAt.getTime() + span * QUESTION_REMINDER), aboutId: messageId },
    { kind: 'question_timeout', dueAt: answerDueAt, aboutId: messageId },
  ];
}

/** Steps that a state leaves behind: they are dropped when an appeal comes to it. */
export function droppedBy(state: AppealState): readonly StepKind[] {
  if (state === 'in_review') return ['route'];
  if (state === 'received' || state === 'acknowledged') return [];
  return STEP_KINDS.filter((kind) => kind !== 'execute_check' && kind !== 'notify' && kind !== 'close');
}
