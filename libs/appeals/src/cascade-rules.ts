/** A relation between two subjects that one decision touched. */
export interface SweptLink {
  readonly from: string;
  readonly to: string;
  readonly kind: string;
}

export interface SweptTogether {
  /** The person who is cleared, with all that turned out to be them. */
  readonly person: readonly string[];
  /** The subject that the decision was about at first. */
  readonly about: string;
  /** Every subject on which the decision holds something. */
  readonly held: readonly string[];
  /** Relations among `person` and `held`. */
  readonly links: readonly SweptLink[];
}

/** What was taken for somebody's because it copies, replaces or stands in for something of theirs: from the copy to it. */
const STANDS_IN_FOR = new Set(['backup_of', 'successor_of', 'mirrors']);

/**
 * Subjects that were hit only because the person was, and are freed with them: their alternates (same operator, backup,
 * successor, mirror of theirs), however many steps away, and members of what is theirs. Never the subject that the
 * decision was about at first; never a member that also hangs on something that stays restricted (sole-reason rule).
 */
export function fallsWith({ person, about, held, links }: SweptTogether): Set<string> {
  const own = new Set(person);
  const candidates = new Set(held.filter((id) => id !== about && !own.has(id)));
  const freed = alternatesOf(own, candidates, links);
  const theirs = new Set([...own, ...freed]);
  const members = links.filter((link) => link.kind === 'member_of' && theirs.has(link.to) && candidates.has(link.from));
  for (const { from: member } of members)
    if (!freed.has(member) && !hangsOnOther(member, theirs, new Set(held), links)) freed.add(member);
  return freed;
}

function alternatesOf(
  own: ReadonlySet<string>,
  candidates: ReadonlySet<string>,
  links: readonly SweptLink[],
): Set<string> {
  const freed = new Set<string>();
  for (let before = -1; before < freed.size;) {
    before = freed.size;
    for (const link of links)
      for (const id of alternateIn(link, (one) => own.has(one) || freed.has(one)))
        if (candidates.has(id)) freed.add(id);
  }
  return freed;
}

function alternateIn({ from, to, kind }: SweptLink, isTheirs: (id: string) => boolean): string[] {
  if (kind === 'same_operator') return [...(isTheirs(from) ? [to] : []), ...(isTheirs(to) ? [from] : [])];
  return STANDS_IN_FOR.has(kind) && isTheirs(to) ? [from] : [];
}

function hangsOnOther(
  member: string,
  theirs: ReadonlySet<string>,
  held: ReadonlySet<string>,
  links: readonly SweptLink[],
): boolean {
  return links.some(({ from, to, kind }) => {
    const other = from === member ? to : to === member && kind === 'same_operator' ? from : null;
    return other !== null && !theirs.has(other) && held.has(other);
  });
}
