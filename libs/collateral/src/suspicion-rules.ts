import type { CollateralClass } from '@mizan/decisions/collateral-finding.entity.js';

type Class = `${CollateralClass}`;

/** What anybody can see of a subject, and what the desk has said about it in the open. */
export interface PublicFacts {
  readonly verifiedBadge: boolean;
  /** Class that an appeal claimed for itself. */
  readonly claimedStatus: Class | null;
  /** Class that a decision found before. */
  readonly earlierFinding: Class | null;
  /** The class that signals of the profile make likely, and their codes; null when they make none likely. */
  readonly signals: { readonly class: Class; readonly reasons: readonly string[] } | null;
}

export interface Suspicion {
  readonly class: Class;
  /** Codes, the weightiest first: `signal:…`, `claimed_status`, `earlier_finding`, `verified_badge`. */
  readonly reasons: readonly string[];
}

/** Who may have been swept up, from public facts alone; null = nothing speaks for it. A badge alone is no reason. */
export function suspicionOf(facts: PublicFacts): Suspicion | null {
  const suspected = facts.earlierFinding ?? facts.claimedStatus ?? facts.signals?.class ?? null;
  if (suspected === null) return null;
  return {
    class: suspected,
    reasons: [
      ...(facts.earlierFinding === null ? [] : ['earlier_finding']),
      ...(facts.claimedStatus === null ? [] : ['claimed_status']),
      ...(facts.signals?.reasons ?? []).map((reason) => `signal:${reason}`),
      ...(facts.verifiedBadge ? ['verified_badge'] : []),
    ],
  };
}
