/** What a routing rule asks of a flag; a field that is absent or empty asks nothing. All that is asked must hold. */
export interface RoutingConditions {
  readonly platformIds?: readonly string[] | null;
  readonly sourceKinds?: readonly string[] | null;
  readonly policyIds?: readonly string[] | null;
  readonly languages?: readonly string[] | null;
  readonly subjectKinds?: readonly string[] | null;
  readonly categories?: readonly string[] | null;
  readonly audienceAtLeast?: number | null;
}

export interface RoutingRow {
  readonly id: string;
  readonly position: number;
  readonly active: boolean;
  readonly queueId: string;
  readonly conditions: RoutingConditions;
}

export interface RoutingQueue {
  readonly id: string;
  readonly kind: string;
  readonly position: number;
  readonly active: boolean;
}

export interface RoutingFacts {
  readonly platformId: string;
  readonly sourceKind: string;
  readonly policyId: string | null;
  readonly language: string | null;
  readonly subjectKind: string;
  readonly category: string;
  readonly audience: number | null;
}

/** `matched`, `rule_inactive`, `queue_inactive`, `not_reserved_queue`, `earlier_rule`, or the condition that failed. */
export type RoutingBecause =
  'matched' | 'rule_inactive' | 'queue_inactive' | 'not_reserved_queue' | 'earlier_rule' | keyof RoutingConditions;

export interface RoutingTrial {
  readonly ruleId: string;
  readonly matched: boolean;
  readonly because: RoutingBecause;
}

export interface Route {
  readonly queueId: string;
  /** Null = no rule matched, the first general queue took it. */
  readonly ruleId: string | null;
}

/** Where the flag goes, or null when no queue can take it. Child safety only ever goes to its own kind of queue. */
export function route(
  rules: readonly RoutingRow[],
  queues: readonly RoutingQueue[],
  facts: RoutingFacts,
): Route | null {
  for (const rule of rules) {
    if (trial(rule, queues, facts) === 'matched') return { queueId: rule.queueId, ruleId: rule.id };
  }
  const kind = facts.category === 'child_safety' ? 'child_safety' : 'general';
  const fallback = queues.find((queue) => queue.active && queue.kind === kind);
  return fallback ? { queueId: fallback.id, ruleId: null } : null;
}

/** Every rule in order, with why it took the flag or did not. */
export function explainRoute(
  rules: readonly RoutingRow[],
  queues: readonly RoutingQueue[],
  facts: RoutingFacts,
): RoutingTrial[] {
  let found = false;
  return rules.map((rule) => {
    const because = trial(rule, queues, facts);
    const matched = because === 'matched' && !found;
    const shadowed = because === 'matched' && found;
    found ||= matched;
    return { ruleId: rule.id, matched, because: shadowed ? 'earlier_rule' : because };
  });
}

/** Rules and queues in the order in which they are asked. */
export function inOrder<Row extends { position: number; id: string }>(list: readonly Row[]): Row[] {
  return [...list].sort((a, b) => a.position - b.position || (a.id < b.id ? -1 : 1));
}

function trial(rule: RoutingRow, queues: readonly RoutingQueue[], facts: RoutingFacts): RoutingBecause {
  if (!rule.active) return 'rule_inactive';
  const queue = queues.find((candidate) => candidate.id === rule.queueId);
  if (!queue?.active) return 'queue_inactive';
  if (facts.category === 'child_safety' && queue.kind !== 'child_safety') return 'not_reserved_queue';
  return failedCondition(rule.conditions, facts) ?? 'matched';
}

function failedCondition(asked: RoutingConditions, facts: RoutingFacts): keyof RoutingConditions | null {
  if (!includes(asked.platformIds, facts.platformId)) return 'platformIds';
  if (!includes(asked.sourceKinds, facts.sourceKind)) return 'sourceKinds';
  if (!includes(asked.policyIds, facts.policyId)) return 'policyIds';
  if (!includes(asked.languages, facts.language)) return 'languages';
  if (!includes(asked.subjectKinds, facts.subjectKind)) return 'subjectKinds';
  if (!includes(asked.categories, facts.category)) return 'categories';
  if (asked.audienceAtLeast && (facts.audience ?? 0) < asked.audienceAtLeast) return 'audienceAtLeast';
  return null;
}

function includes(asked: readonly string[] | null | undefined, value: string | null): boolean {
  return !asked || asked.length === 0 || (value !== null && asked.includes(value));
}
