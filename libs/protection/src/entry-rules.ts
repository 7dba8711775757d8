/** States of an entry of the register; the same table stands in the database with a trigger. */
export const ENTRY_TRANSITIONS = {
  declared: ['verified', 'expired', 'revoked'],
  verified: ['expired', 'revoked'],
  expired: ['verified', 'revoked'],
  revoked: [],
} as const satisfies Record<string, readonly string[]>;
export type EntryState = keyof typeof ENTRY_TRANSITIONS;

/** What the gate of decisions is told of a subject. Both are gated alike. */
export type Standing = 'protected' | 'may_be';

/** An entry that nobody verified lapses after this many days. */
export const DECLARED_DAYS = 90;
/** Longest term of a verified entry, in calendar months (product.md 4.3: twelve at most). */
export const LONGEST_TERM_MONTHS = 12;
/** A verified entry may be verified for its next term this many days before it ends. */
export const RENEWAL_DAYS = 60;
/** After its term an entry still counts as may_be for this many days: a late renewal must not let somebody be swept up. */
export const LATE_RENEWAL_DAYS = 30;

const DAY_MS = 86_400_000;

/** What the match of a subject with an entry is worth; null = nothing. `certain` = a confirmed name that is still theirs. */
export function strengthOf(
  entry: { state: EntryState; expiresAt: Date },
  certain: boolean,
  now: Date,
): Standing | null {
  switch (entry.state) {
    case 'revoked':
      return null;
    case 'expired':
      return now.getTime() < entry.expiresAt.getTime() + LATE_RENEWAL_DAYS * DAY_MS ? 'may_be' : null;
    case 'declared':
      return 'may_be';
    case 'verified':
      return certain ? 'protected' : 'may_be';
  }
}

/** What makes a verification impossible, as a code; null = it may be given. */
export type VerificationFault = 'revoked' | 'too_early' | 'already_by_you' | 'not_seen';

export interface VerificationFacts {
  readonly state: EntryState;
  readonly expiresAt: Date;
  /** Names or details changed since the last term was verified. */
  readonly changedSinceVerified: boolean;
  /** The verifier declared it, or had it revealed, since its content last changed. */
  readonly verifierSawIt: boolean;
  readonly verifierId: string;
  /** Who has verified this content for the coming term. */
  readonly verifiedBy: readonly string[];
}

/** Whether this person may verify the entry now; two different people make it verified. */
export function verificationFault(facts: VerificationFacts, now: Date): VerificationFault | null {
  if (facts.state === 'revoked') return 'revoked';
  if (facts.state === 'verified' && !facts.changedSinceVerified) {
    if (now.getTime() < facts.expiresAt.getTime() - RENEWAL_DAYS * DAY_MS) return 'too_early';
  }
  if (facts.verifiedBy.includes(facts.verifierId)) return 'already_by_you';
  return facts.verifierSawIt ? null : 'not_seen';
}

/** True when with this verifier two different people have verified the same content. */
export function completesVerification(verifiedBy: readonly string[], verifierId: string): boolean {
  return new Set([...verifiedBy, verifierId]).size >= 2;
}

/** The last moment at which a term that begins now may end. */
export function latestExpiry(from: Date): Date {
  return addMonths(from, LONGEST_TERM_MONTHS);
}

/** End of an entry that is declared now and verified by nobody. */
export function declaredUntil(now: Date): Date {
  return new Date(now.getTime() + DECLARED_DAYS * DAY_MS);
}

export type StepKind = 'remind_60' | 'remind_30' | 'remind_7' | 'expire' | 'end';

/** Everything that an entry waits for in a term. Reminders that would lie in the past are left out. */
export function stepsOf(state: 'declared' | 'verified', now: Date, expiresAt: Date): { kind: StepKind; dueAt: Date }[] {
  const before = (days: number) => new Date(expiresAt.getTime() - days * DAY_MS);
  const reminders: { kind: StepKind; dueAt: Date }[] =
    state === 'declared'
      ? [{ kind: 'remind_30', dueAt: before(30) }]
      : [
          { kind: 'remind_60', dueAt: before(RENEWAL_DAYS) },
          { kind: 'remind_30', dueAt: before(30) },
          { kind: 'remind_7', dueAt: before(7) },
        ];
  return [
    ...reminders.filter((step) => step.dueAt > now),
    { kind: 'expire', dueAt: expiresAt },
    { kind: 'end', dueAt: new Date(expiresAt.getTime() + LATE_RENEWAL_DAYS * DAY_MS) },
  ];
}

/** Calendar months, as PostgreSQL adds them: the 31st becomes the last day of a shorter month. */
export function addMonths(from: Date, months: number): Date {
  const moved = new Date(from);
  const day = moved.getUTCDate();
  moved.setUTCDate(1);
  moved.setUTCMonth(moved.getUTCMonth() + months);
  const lastDay = new Date(Date.UTC(moved.getUTCFullYear(), moved.getUTCMonth() + 1, 0)).getUTCDate();
  moved.setUTCDate(Math.min(day, lastDay));
  return moved;
}
