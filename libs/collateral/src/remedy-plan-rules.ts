/**
 * How somebody is tied to the person: themselves; an alternate of theirs (`backup_of`, `successor_of` them, which says
 * that it was barred because of them); somebody said to be run by the same hand or run by them, who may be why the person
 * was swept up and not the other way round; a channel from whose members they were taken.
 */
export type Relation = 'person' | 'alternate' | 'associate' | 'membership';

export type RemedyKindName = 'measure' | 'bar' | 'alternate' | 'membership';

/** A restriction that stands on the person, or on somebody tied to them. */
export interface StandingFact {
  readonly restrictionId: string;
  readonly subjectId: string;
  readonly measure: string;
  readonly relation: Relation;
  /** Kind of the link, or `same_person`, `prior_members`. */
  readonly via: string;
  /** Decisions whose covers stand. */
  readonly decisionIds: readonly string[];
}

export interface PlannedItem {
  readonly restrictionId: string;
  readonly subjectId: string;
  readonly kind: RemedyKindName;
  readonly via: string;
  /** Proposed to be taken back; a person may choose otherwise. */
  readonly chosen: boolean;
  /** Decisions whose covers end with the remedy. */
  readonly decisionIds: readonly string[];
  /** Decisions that hold it for reasons of their own: it stays in force while they stand. */
  readonly heldBy: readonly string[];
}

const MEMBERS: ReadonlySet<string> = new Set(['remove_followers', 'revoke_invites']);

/**
 * What has to be given back. Everything that stands on the person; of those tied to them what decisions brought about that
 * also touched the person, or (`following`) that followed from it. What another decision also covers is theirs to keep:
 * it is shown, not proposed (sole-reason rule).
 */
export function planRemedy(facts: readonly StandingFact[], because: ReadonlySet<string>): PlannedItem[] {
  return facts.flatMap((fact) => {
    const own = fact.relation === 'person';
    const decisionIds = own ? fact.decisionIds : fact.decisionIds.filter((id) => because.has(id));
    if (decisionIds.length === 0) return [];
    const heldBy = fact.decisionIds.filter((id) => !decisionIds.includes(id));
    return [
      {
        restrictionId: fact.restrictionId,
        subjectId: fact.subjectId,
        kind: kindOf(fact),
        via: fact.via,
        chosen: own || (fact.relation === 'alternate' && heldBy.length === 0),
        decisionIds,
        heldBy,
      },
    ];
  });
}

/** The decisions whose covers have to end so that these items are taken back, in the order of their ids. */
export function decisionsToReverse(items: readonly Pick<PlannedItem, 'decisionIds'>[]): string[] {
  return [...new Set(items.flatMap((item) => item.decisionIds))].sort();
}

function kindOf({ measure, relation }: StandingFact): RemedyKindName {
  if (relation === 'membership' || MEMBERS.has(measure)) return 'membership';
  if (relation !== 'person') return 'alternate';
  return measure === 'bar_reregistration' ? 'bar' : 'measure';
}
