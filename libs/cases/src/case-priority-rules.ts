/** Head start is never more than this, so that nothing is overtaken for longer (settled 18). */
export const HEAD_START_CAP_MINUTES = 48 * 60;

/**
 * Width of the band before all others, in ms: larger than any due time this century, so that everything in the band
 * comes before everything outside it, and within the band the due time still orders.
 */
export const BAND_MS = 10_000_000_000_000;

export type BandCause = 'removal_order' | 'threat_to_life';

/** Why a case stands where it stands. `minutes` of head start before the cap; `facts` holds the value that counted. */
export interface PriorityReason {
  readonly code: 'severity' | 'audience' | 'source' | 'wave' | 'band';
  readonly minutes: number;
  readonly facts: Readonly<Record<string, string | number>>;
}

/** One row of the priority rules: from this value on, so many minutes. */
export interface PriorityStep {
  readonly reason: 'audience' | 'source' | 'wave';
  readonly atLeast: number;
  readonly minutes: number;
}

export interface PriorityFacts {
  readonly dueAtMs: number;
  /** Minutes that the policy's current version gives; 0 without a policy. */
  readonly severityMinutes: number;
  readonly audience: number | null;
  /** Distinct sources. */
  readonly sourceCount: number;
  readonly flagCount: number;
  readonly band: BandCause | null;
}

export interface Priority {
  /** Virtual due time in ms since 1970; lower is sooner. */
  readonly rank: number;
  readonly reasons: PriorityReason[];
}

/** Ranks a case: its due time less its head start, in the band before all when life or an order's clock is at stake. */
export function priorityOf(facts: PriorityFacts, steps: readonly PriorityStep[]): Priority {
  const reasons: PriorityReason[] = [];
  if (facts.severityMinutes > 0) reasons.push({ code: 'severity', minutes: facts.severityMinutes, facts: {} });
  addStep(reasons, 'audience', facts.audience ?? 0, steps);
  addStep(reasons, 'source', facts.sourceCount, steps);
  addStep(reasons, 'wave', facts.flagCount, steps);
  if (facts.band) reasons.push({ code: 'band', minutes: 0, facts: { because: facts.band } });
  const band = facts.band ? BAND_MS : 0;
  return { rank: facts.dueAtMs - headStartMinutes(reasons) * 60_000 - band, reasons };
}

/** The sum of the named reasons, capped. */
export function headStartMinutes(reasons: readonly PriorityReason[]): number {
  return Math.min(
    HEAD_START_CAP_MINUTES,
    reasons.reduce((sum, reason) => sum + reason.minutes, 0),
  );
}

/** The band a case belongs to; a case never leaves it while it is open. */
export function bandOf(
  category: string,
  strongestSource: string | null,
  before: readonly PriorityReason[] = [],
): BandCause | null {
  if (category === 'threat_to_life') return 'threat_to_life';
  if (strongestSource === 'removal_order') return 'removal_order';
  const kept = before.find((reason) => reason.code === 'band')?.facts['because'];
  return kept === 'threat_to_life' || kept === 'removal_order' ? kept : null;
}

/** Minutes until a case is due, by the kind of its source, and when a life is threatened whoever says so. */
export interface Deadlines {
  readonly bySource: ReadonlyMap<string, number>;
  readonly threatToLife: number;
}

/** Minutes until a case from this source is due; 72 h when no row says otherwise. */
export function deadlineMinutes(sourceKind: string, category: string, rules: Deadlines): number {
  const bySource = rules.bySource.get(sourceKind) ?? 72 * 60;
  return category === 'threat_to_life' ? Math.min(bySource, rules.threatToLife) : bySource;
}

function addStep(
  reasons: PriorityReason[],
  code: PriorityStep['reason'],
  value: number,
  steps: readonly PriorityStep[],
): void {
  let best: PriorityStep | undefined;
  for (const step of steps) {
    if (step.reason === code && step.atLeast <= value && (!best || step.atLeast > best.atLeast)) best = step;
  }
  if (best && best.minutes > 0) reasons.push({ code, minutes: best.minutes, facts: { value } });
}
