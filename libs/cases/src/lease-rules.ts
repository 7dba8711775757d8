/** What a case says about its lease when somebody comes with a token. */
export interface LeaseFacts {
  readonly state: string;
  readonly version: number;
  readonly leaseToken: string;
  readonly claimedBy: string | null;
  /** By the database's clock. */
  readonly leaseExpired: boolean;
  /** Whose lease ran out while nobody has taken the case again. */
  readonly lapsedFrom: string | null;
}

export interface ShownLease {
  readonly personId: string;
  readonly leaseToken: string;
  /** Null = this step does not depend on what the person had read. */
  readonly version: number | null;
}

/**
 * `held`; `late` = ran out, but nobody took the case again: accepted, and said so; `lost` = taken again, given back or
 * ended; `decided` = somebody was first; `changed` = the case was changed since it was read.
 */
export type LeaseAnswer = 'held' | 'late' | 'lost' | 'decided' | 'changed';

/** Judges a lease (settled 17). The token is the fence: an older one never passes, whoever shows it. */
export function judgeLease(facts: LeaseFacts, shown: ShownLease): LeaseAnswer {
  if (facts.state === 'decided' || facts.state === 'closed') return 'decided';
  const standing = standingOf(facts, shown);
  if (standing === 'lost') return 'lost';
  if (shown.version !== null && shown.version !== facts.version) return 'changed';
  return standing;
}

function standingOf(facts: LeaseFacts, shown: ShownLease): 'held' | 'late' | 'lost' {
  if (facts.leaseToken !== shown.leaseToken) return 'lost';
  if (facts.state === 'claimed' && facts.claimedBy === shown.personId) return facts.leaseExpired ? 'late' : 'held';
  if (facts.state === 'open' && facts.lapsedFrom === shown.personId) return 'late';
  return 'lost';
}

/** Somebody counts as here for so long after their last sign of life, seconds: two missed heartbeats and a half. */
export function hereSeconds(heartbeatSeconds: number): number {
  return heartbeatSeconds * 2.5;
}
