/** What anybody can see of a subject, and what the desk has said about it in the open. */
export interface PublicFacts {
  readonly verifiedBadge: boolean;
  /** Class that an appeal claimed for itself. */
  readonly claimedStatus: string | null;
  /** Class that a decision found before. */
  readonly earlierFinding: string | null;
  /** Strongest class by signals of the profile, with its score of 0 to 1 and the reasons by code. */
  readonly signals: { readonly class: string; readonly score: number; readonly reasons: readonly string[] } | null;
}

export interface Suspicion {
  readonly class: string;
  /** Codes, the weightiest first: `signal:…`, `claimed_status`, `earlier_finding`, `verified_badge`. */
  readonly reasons: readonly string[];
}

/** Signals weaker than this make nobody suspected of having been swept up: they are shown, and nothing follows from them. */
export const SIGNAL_FLOOR = 0.5;

/** Who may have been swept up, from public facts alone; null = nothing speaks for it. A badge alone is no reason. */
export function suspicionOf(facts: PublicFacts): Suspicion | null {
  const strong = facts.signals && facts.signals.score >= SIGNAL_FLOOR ? facts.signals : null;
  const suspected = facts.earlierFinding ?? facts.claimedStatus ?? strong?.class ?? null;
  if (suspected === null) return null;
  return {
    class: suspected,
    reasons: [
      ...(facts.earlierFinding === null ? [] : ['earlier_finding']),
      ...(facts.claimedStatus === null ? [] : ['claimed_status']),
      ...(strong ? strong.reasons.map((reason) => `signal:${reason}`) : []),
      ...(facts.verifiedBadge ? ['verified_badge'] : []),
    ],
  };
}
