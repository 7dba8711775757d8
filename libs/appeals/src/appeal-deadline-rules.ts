const HOUR_MS = 3_600_000;
const DAY_MS = 24 * HOUR_MS;

/**
 * An appeal about terrorist content is answered within two weeks at the latest, whatever the desk's own number says
 * (Regulation (EU) 2021/784, Art. 10(2)).
 */
export const TERRORISM_MAX_DAYS = 14;

/** The desk's numbers, in the units of their names. */
export interface AppealLimits {
  readonly appealDays: number;
  readonly terrorismDays: number;
  readonly registerHours: number;
  readonly windowMonths: number;
}

export interface DeadlineFacts {
  readonly submittedAt: Date;
  readonly terrorism: boolean;
  /** The subject stands in the register, or a declared media service appeals (EMFA Art. 18: heard with priority). */
  readonly registerClass: boolean;
}

/** When an appeal has to be answered: the soonest of the limits that apply to it. */
export function dueAt(facts: DeadlineFacts, limits: AppealLimits): Date {
  const candidates = [limits.appealDays * DAY_MS];
  if (facts.terrorism) candidates.push(Math.min(limits.terrorismDays, TERRORISM_MAX_DAYS) * DAY_MS);
  if (facts.registerClass) candidates.push(limits.registerHours * HOUR_MS);
  return new Date(facts.submittedAt.getTime() + Math.min(...candidates));
}

/**
 * The last moment at which an appeal is taken: months after the person was informed (DSA Art. 20(1): at least six, from
 * the day of being informed; the end of that day counts). Null = open, because the person was never informed
 * (settled 28).
 */
export function windowEnd(informedAt: Date | null, months: number): Date | null {
  if (!informedAt) return null;
  const day = new Date(informedAt.getTime());
  const wanted = day.getUTCMonth() + Math.max(6, months);
  const end = new Date(Date.UTC(day.getUTCFullYear(), wanted, 1, 23, 59, 59, 999));
  const lastDay = new Date(Date.UTC(end.getUTCFullYear(), end.getUTCMonth() + 1, 0)).getUTCDate();
  end.setUTCDate(Math.min(day.getUTCDate(), lastDay));
  return end;
}

export function isWithinWindow(submittedAt: Date, informedAt: Date | null, months: number): boolean {
  const end = windowEnd(informedAt, months);
  return end === null || submittedAt <= end;
}
