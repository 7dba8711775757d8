import {
  bandOf,
  deadlineMinutes,
  priorityOf,
  type Deadlines,
  type PriorityReason,
  type PriorityStep,
} from './case-priority-rules.js';
import { route, type RoutingQueue, type RoutingRow } from './routing-rules.js';

/** Flags on one subject that arrived together, summed up. */
export interface FlaggedSubject {
  readonly subjectId: string;
  readonly platformId: string;
  readonly subjectKind: string;
  readonly sourceKind: string;
  readonly policyId: string | null;
  readonly language: string | null;
  readonly audience: number | null;
  readonly category: string;
  readonly flagCount: number;
  readonly sourceIds: readonly string[];
}

/** The rows that say where cases go and how soon; loaded once for many flags. */
export interface DeskRules {
  /** In the order in which they are asked. */
  readonly routing: readonly RoutingRow[];
  /** In order of position. */
  readonly queues: readonly RoutingQueue[];
  readonly deadlines: Deadlines;
  readonly priority: readonly PriorityStep[];
  /** Minutes by policy id. */
  readonly severities: ReadonlyMap<string, number>;
}

/** What of a standing case matters when flags join it. */
export interface CaseFacts {
  readonly category: string;
  readonly queueId: string;
  readonly queueKind: string;
  readonly policyId: string | null;
  readonly language: string | null;
  readonly flagCount: number;
  readonly sourceIds: readonly string[];
  readonly strongestSource: string | null;
  readonly audience: number | null;
  readonly dueAtMs: number;
  readonly reasons: readonly PriorityReason[];
}

/** What the case says once the flags have joined. */
export interface AttachedFacts {
  readonly category: string;
  readonly queueId: string;
  readonly policyId: string | null;
  readonly language: string | null;
  readonly flagCount: number;
  readonly sourceIds: readonly string[];
  readonly strongestSource: string;
  readonly audience: number | null;
  readonly dueAtMs: number;
  readonly rank: number;
  readonly reasons: PriorityReason[];
}

/** From least to most: child safety last, because its confinement must survive every other flag. */
const CATEGORY_ORDER = ['general', 'terrorism', 'threat_to_life', 'child_safety'];

/** Flags of one subject as one, in the order of the subjects, so that two writers lock in the same order. */
export function sumBySubject(items: readonly FlaggedSubject[], rules: DeskRules): FlaggedSubject[] {
  const sums = new Map<string, FlaggedSubject>();
  for (const item of items) {
    const sum = sums.get(item.subjectId);
    sums.set(item.subjectId, sum ? joined(sum, item, rules) : item);
  }
  return [...sums.values()].sort((a, b) => (a.subjectId < b.subjectId ? -1 : 1));
}

/**
 * A new case for these flags; null when no queue can take it. What comes in about a subject that is reserved for the
 * people of a child-safety queue goes to that queue, whatever it says.
 */
export function openFor(
  item: FlaggedSubject,
  nowMs: number,
  rules: DeskRules,
  circleId: string | null = null,
): AttachedFacts | null {
  const circle = rules.queues.find((queue) => queue.id === circleId && queue.active);
  const asked = circleId === null ? item : { ...item, category: 'child_safety' };
  const target = circle ? { queueId: circle.id } : route(rules.routing, rules.queues, asked);
  if (!target) return null;
  return ranked(
    {
      ...item,
      queueId: target.queueId,
      strongestSource: item.sourceKind,
      dueAtMs: nowMs + deadlineMinutes(item.sourceKind, item.category, rules.deadlines) * 60_000,
      reasons: [],
    },
    rules,
  );
}

/**
 * The standing case with these flags joined. The queue stays, except that a case which turns out to be about child
 * safety goes to its own queue. Null when there is no such queue.
 */
export function joinFlags(
  standing: CaseFacts,
  item: FlaggedSubject,
  nowMs: number,
  rules: DeskRules,
): AttachedFacts | null {
  const category = heavierCategory(standing.category, item.category);
  const reroute = category === 'child_safety' && standing.queueKind !== 'child_safety';
  const queueId = reroute ? route(rules.routing, rules.queues, { ...item, category })?.queueId : standing.queueId;
  if (!queueId) return null;
  const due = nowMs + deadlineMinutes(item.sourceKind, item.category, rules.deadlines) * 60_000;
  return ranked(
    {
      category,
      queueId,
      policyId: severest(standing.policyId, item.policyId, rules),
      language: standing.language ?? item.language,
      flagCount: standing.flagCount + item.flagCount,
      sourceIds: union(standing.sourceIds, item.sourceIds),
      strongestSource: strongest(standing.strongestSource, item.sourceKind, rules),
      audience: item.audience ?? standing.audience,
      dueAtMs: Math.min(standing.dueAtMs, due),
      reasons: standing.reasons,
      alsoCategory: item.category,
    },
    rules,
  );
}

interface Unranked extends Omit<AttachedFacts, 'rank' | 'reasons'> {
  readonly reasons: readonly PriorityReason[];
  readonly alsoCategory?: string;
}

/** Ranks a case by what it says. */
export function ranked(facts: Unranked, rules: DeskRules): AttachedFacts {
  const band =
    bandOf(facts.category, facts.strongestSource, facts.reasons) ?? bandOf(facts.alsoCategory ?? '', null, []);
  const priority = priorityOf(
    {
      dueAtMs: facts.dueAtMs,
      severityMinutes: facts.policyId === null ? 0 : (rules.severities.get(facts.policyId) ?? 0),
      audience: facts.audience,
      sourceCount: facts.sourceIds.length,
      flagCount: facts.flagCount,
      band,
    },
    rules.priority,
  );
  return {
    category: facts.category,
    queueId: facts.queueId,
    policyId: facts.policyId,
    language: facts.language,
    flagCount: facts.flagCount,
    sourceIds: facts.sourceIds,
    strongestSource: facts.strongestSource,
    audience: facts.audience,
    dueAtMs: facts.dueAtMs,
    rank: priority.rank,
    reasons: priority.reasons,
  };
}

function joined(a: FlaggedSubject, b: FlaggedSubject, rules: DeskRules): FlaggedSubject {
  return {
    ...a,
    sourceKind: strongest(a.sourceKind, b.sourceKind, rules),
    policyId: severest(a.policyId, b.policyId, rules),
    language: a.language ?? b.language,
    audience: b.audience ?? a.audience,
    category: heavierCategory(a.category, b.category),
    flagCount: a.flagCount + b.flagCount,
    sourceIds: union(a.sourceIds, b.sourceIds),
  };
}

/** The source whose deadline is the shortest. */
function strongest(a: string | null, b: string, rules: DeskRules): string {
  if (a === null) return b;
  return deadlineMinutes(b, '', rules.deadlines) < deadlineMinutes(a, '', rules.deadlines) ? b : a;
}

function severest(a: string | null, b: string | null, rules: DeskRules): string | null {
  if (a === null || b === null) return a ?? b;
  return (rules.severities.get(b) ?? 0) > (rules.severities.get(a) ?? 0) ? b : a;
}

/** The category that a case has which is about both. */
export function heavierCategory(a: string, b: string): string {
  return heavier(a, b, categoryWeight);
}

function categoryWeight(category: string): number {
  return CATEGORY_ORDER.indexOf(category);
}

function heavier(a: string, b: string, weight: (value: string) => number): string {
  return weight(b) > weight(a) ? b : a;
}

function union(a: readonly string[], b: readonly string[]): readonly string[] {
  const fresh = b.filter((id) => !a.includes(id));
  return fresh.length === 0 ? a : [...a, ...new Set(fresh)];
}
