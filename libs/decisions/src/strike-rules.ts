/** From a weight on, what is proposed to whoever works the next case. */
export interface StrikeThreshold {
  readonly atLeast: number;
  /** Code of a measure. */
  readonly proposes: string;
}

/** What the weight of somebody's strikes proposes; people decide (product.md §4.3). */
export interface StrikeProposal {
  readonly weight: number;
  /** The threshold reached; null = none yet. */
  readonly reached: StrikeThreshold | null;
  /** The next above; null = there is none. */
  readonly next: StrikeThreshold | null;
}

/** Finds where a weight stands among the thresholds, in whatever order they come; null when there is nothing to say. */
export function strikeProposal(weight: number, thresholds: readonly StrikeThreshold[]): StrikeProposal | null {
  if (weight <= 0 || thresholds.length === 0) return null;
  const rising = [...thresholds].sort((a, b) => a.atLeast - b.atLeast);
  return {
    weight,
    reached: rising.findLast((each) => each.atLeast <= weight) ?? null,
    next: rising.find((each) => each.atLeast > weight) ?? null,
  };
}

/** Thresholds that a weight passed on its way from `before` to `after`. */
export function thresholdsPassed(
  before: number,
  after: number,
  thresholds: readonly StrikeThreshold[],
): readonly StrikeThreshold[] {
  return thresholds.filter((each) => before < each.atLeast && each.atLeast <= after);
}
