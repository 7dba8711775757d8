/** What of a version decides whether it reaches further than the one before. */
export interface VersionReach {
  readonly measures: readonly string[];
  readonly requiresSecond: boolean;
}

/**
 * True when the next version allows a measure that the current one does not, or lets one person decide where two were
 * needed: then a second person must agree (settled 16). A first version widens when it allows any measure.
 */
export function widens(current: VersionReach | null, next: VersionReach): boolean {
  if (!current) return next.measures.length > 0;
  if (current.requiresSecond && !next.requiresSecond) return true;
  return next.measures.some((measure) => !current.measures.includes(measure));
}
