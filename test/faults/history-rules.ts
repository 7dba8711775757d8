/** What a client wrote down about one call: when it began and ended by a monotonic clock, and what came of it. */
export interface Call {
  readonly client: string;
  readonly beganAt: number;
  readonly endedAt: number;
  /** `unknown`: no answer, so it may have happened or not. `failed`: refused, so it did not. */
  readonly outcome: 'ok' | 'failed' | 'unknown';
  readonly what:
    | { readonly kind: 'flag'; readonly externalId: string }
    | { readonly kind: 'claim'; readonly caseId: string; readonly leaseToken: string }
    | {
        readonly kind: 'decide';
        readonly caseId: string;
        readonly leaseToken: string;
        readonly key: string;
        readonly decisionId: string | null;
      };
}

/** What the stores hold when everything has come to rest. */
export interface FinalState {
  readonly decisions: readonly {
    readonly id: string;
    readonly caseId: string;
    readonly round: number;
    readonly audited: number;
    readonly published: number;
    readonly undone: boolean;
  }[];
  /** External ids with how often each was counted. */
  readonly flags: ReadonlyMap<string, number>;
  /** What the platform did: order id to number of effects. */
  readonly effects: ReadonlyMap<string, number>;
  /** Orders that ended applied. */
  readonly applied: ReadonlySet<string>;
}

/**
 * Compares what clients were told with what the stores hold, and names everything that cannot have happened: a lease
 * given twice, a case decided twice in a round, an acknowledged decision or flag that is missing or counted twice, a
 * decision without its audit or outbox row, an effect that is missing at the platform or happened twice. A call that
 * ended `unknown` may have happened or not; nothing else is tolerated. Empty = the history holds.
 */
export function checkHistory(calls: readonly Call[], final: FinalState): readonly string[] {
  return [...doubleLeases(calls), ...decisions(calls, final), ...flags(calls, final), ...effects(final)];
}

function doubleLeases(calls: readonly Call[]): string[] {
  const holders = new Map<string, string>();
  const faults: string[] = [];
  for (const call of calls) {
    if (call.what.kind !== 'claim' || call.outcome !== 'ok') continue;
    const lease = `${call.what.caseId} token ${call.what.leaseToken}`;
    const holder = holders.get(lease);
    if (holder !== undefined && holder !== call.client)
      faults.push(`lease of ${lease} given to ${holder} and ${call.client}`);
    holders.set(lease, call.client);
  }
  return faults;
}

function decisions(calls: readonly Call[], final: FinalState): string[] {
  const faults: string[] = [];
  const known = new Map(final.decisions.map((decision) => [decision.id, decision]));
  const acknowledged = new Map<string, string>();
  for (const { outcome, what } of calls) {
    if (what.kind !== 'decide' || outcome !== 'ok' || what.decisionId === null) continue;
    const decision = known.get(what.decisionId);
    if (!decision) faults.push(`acknowledged decision ${what.decisionId} is missing`);
    else if (decision.caseId !== what.caseId)
      faults.push(`decision ${what.decisionId} is on another case than was acknowledged`);
    const earlier = acknowledged.get(what.key);
    if (earlier !== undefined && earlier !== what.decisionId)
      faults.push(`key ${what.key} was answered with two decisions`);
    acknowledged.set(what.key, what.decisionId);
  }
  const decided = new Map<string, string>();
  for (const decision of final.decisions) {
    if (decision.audited !== 1) faults.push(`decision ${decision.id} has ${decision.audited} audit rows`);
    if (decision.published !== 1) faults.push(`decision ${decision.id} has ${decision.published} outbox rows`);
    if (decision.undone) continue;
    const round = `${decision.caseId} round ${decision.round}`;
    if (decided.has(round)) faults.push(`case ${round} was decided twice`);
    decided.set(round, decision.id);
  }
  const asked = new Set(
    calls.flatMap(({ what, outcome }) => (what.kind === 'decide' && outcome !== 'failed' ? [what.caseId] : [])),
  );
  for (const decision of final.decisions)
    if (!asked.has(decision.caseId)) faults.push(`decision ${decision.id} was never asked for`);
  return faults;
}

function flags(calls: readonly Call[], final: FinalState): string[] {
  const faults: string[] = [];
  const sent = new Map<string, boolean>();
  for (const { outcome, what } of calls)
    if (what.kind === 'flag' && outcome !== 'failed')
      sent.set(what.externalId, (sent.get(what.externalId) ?? false) || outcome === 'ok');
  for (const [externalId, acknowledged] of sent) {
    const counted = final.flags.get(externalId) ?? 0;
    if (acknowledged && counted === 0) faults.push(`acknowledged flag ${externalId} is missing`);
    if (counted > 1) faults.push(`flag ${externalId} was counted ${counted} times`);
  }
  for (const externalId of final.flags.keys())
    if (!sent.has(externalId)) faults.push(`flag ${externalId} was never sent`);
  return faults;
}

function effects(final: FinalState): string[] {
  const faults: string[] = [];
  for (const [orderId, count] of final.effects) {
    if (count > 1) faults.push(`order ${orderId} had ${count} effects`);
    if (count > 0 && !final.applied.has(orderId))
      faults.push(`order ${orderId} had an effect that the desk does not know of`);
  }
  for (const orderId of final.applied)
    if ((final.effects.get(orderId) ?? 0) === 0) faults.push(`order ${orderId} is called applied without an effect`);
  return faults;
}
