/** A reporter floods from this many flags in an hour on. */
export const FLOOD_FLAGS_PER_HOUR = 30;
/** Below this many decided flags nothing is known of a reporter's reliability. */
export const RELIABILITY_NEEDS = 10;
/** Reporters whose flags are upheld at least this often do not flood, however many they send. */
export const RELIABLE_SHARE = 0.5;

export interface ReporterFacts {
  readonly flagsLastHour: number;
  readonly decidedCount: number;
  readonly upheldCount: number;
}

/** True when a reporter sends more than a person would and is not known to be right; a person decides what follows. */
export function floods(reporter: ReporterFacts): boolean {
  if (reporter.flagsLastHour < FLOOD_FLAGS_PER_HOUR) return false;
  const known = reporter.decidedCount >= RELIABILITY_NEEDS;
  return !known || reporter.upheldCount / reporter.decidedCount < RELIABLE_SHARE;
}
