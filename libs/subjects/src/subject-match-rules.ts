import type { KeySubjectKind, SeenKey } from './subject-key-rules.js';

/** What a batch says of one subject. */
export interface SeenSubject {
  readonly platformId: string;
  /** At least one, strongest first, each kind at most once. */
  readonly keys: readonly SeenKey[];
  readonly kind: KeySubjectKind;
  readonly kindSaid: boolean;
  readonly nativeId: string | null;
  readonly handle: string | null;
}

/** A subject as a key of the batch finds it, read through merges. */
export interface KnownSubject {
  readonly id: string;
  /** Normalised; null while provisional. */
  readonly nativeKey: string | null;
  readonly handle: string | null;
}

/** What has to be written so that the batch's names lead to its subjects. */
export interface MatchPlan {
  /** Subject of each item, in order. */
  readonly subjectIds: string[];
  readonly created: { readonly id: string; readonly seen: SeenSubject }[];
  readonly promoted: { readonly id: string; readonly nativeId: string }[];
  readonly keysBegun: { readonly subjectId: string; readonly platformId: string; readonly key: SeenKey }[];
  /** Names that changed owner: `subjectId` is who loses it. */
  readonly keysEnded: { readonly subjectId: string; readonly platformId: string; readonly key: SeenKey }[];
  /** Subjects known before that go by another name from now on. */
  readonly named: { readonly id: string; readonly handle: string }[];
  /** Two that turned out to be one. */
  readonly merged: { readonly fromId: string; readonly intoId: string }[];
}

interface Entry {
  id: string;
  nativeKey: string | null;
  handle: string | null;
}

/** The name of a key in maps. */
export function keyName(platformId: string, key: { readonly kind: string; readonly value: string }): string {
  return `${platformId} ${key.kind} ${key.value}`;
}

/**
 * Settles which subject every item of a batch is.
 * - A native id decides. A provisional subject that has its name becomes the subject of that id.
 * - A name that belongs to a subject with another native id has changed owner: it starts to mean the new one, and
 *   nothing follows it. The same holds for a provisional subject when the owner of the id had a name before.
 * - A provisional subject with the name of a known subject that never had one is the same subject: the two are merged.
 */
export function matchSubjects(
  seen: readonly SeenSubject[],
  known: ReadonlyMap<string, KnownSubject>,
  newId: () => string,
): MatchPlan {
  const plan: MatchPlan = {
    subjectIds: [],
    created: [],
    promoted: [],
    keysBegun: [],
    keysEnded: [],
    named: [],
    merged: [],
  };
  const entries = new Map<string, Entry>();
  const owners = new Map<string, Entry>();
  for (const [name, subject] of known) {
    const entry = entries.get(subject.id) ?? { ...subject };
    entries.set(subject.id, entry);
    owners.set(name, entry);
  }
  for (const item of seen) plan.subjectIds.push(matchOne(item, owners, plan, newId).id);
  const into = new Map(plan.merged.map(({ fromId, intoId }) => [fromId, intoId]));
  return { ...plan, subjectIds: plan.subjectIds.map((id) => into.get(id) ?? id) };
}

function matchOne(item: SeenSubject, owners: Map<string, Entry>, plan: MatchPlan, newId: () => string): Entry {
  const nameOf = (key: SeenKey) => keyName(item.platformId, key);
  const native = item.keys.find((key) => key.kind === 'native_id');
  let entry = native ? owners.get(nameOf(native)) : undefined;
  for (const key of item.keys) {
    if (entry) break;
    const owner = owners.get(nameOf(key));
    if (!owner || (native && owner.nativeKey !== null)) continue;
    entry = owner;
    if (native) {
      owner.nativeKey = native.value;
      plan.promoted.push({ id: owner.id, nativeId: item.nativeId ?? native.value });
    }
  }
  const created = !entry;
  if (!entry) {
    entry = { id: newId(), nativeKey: native?.value ?? null, handle: null };
    plan.created.push({ id: entry.id, seen: item });
  }
  const hadName = entry.handle !== null;
  for (const key of item.keys) {
    const owner = owners.get(nameOf(key));
    if (owner === entry) continue;
    const taken = owner ? takeOver(owner, entry, hadName, native !== undefined, { item, key }, plan) : 'begun';
    if (taken === 'kept') continue;
    if (taken === 'begun') plan.keysBegun.push({ subjectId: entry.id, platformId: item.platformId, key });
    if (taken === 'merged') for (const [name, other] of owners) if (other === owner) owners.set(name, entry);
    owners.set(nameOf(key), entry);
  }
  const shown = item.keys.find((key) => key.kind === 'alias' || key.kind === 'handle');
  if (item.handle !== null && item.handle !== entry.handle && shown && owners.get(nameOf(shown)) === entry) {
    if (!created) plan.named.push({ id: entry.id, handle: item.handle });
    entry.handle = item.handle;
  }
  return entry;
}

/** What becomes of a name that another subject has: without a native id in the same breath nothing. */
function takeOver(
  owner: Entry,
  entry: Entry,
  hadName: boolean,
  certain: boolean,
  at: { item: SeenSubject; key: SeenKey },
  plan: MatchPlan,
): 'kept' | 'merged' | 'begun' {
  if (!certain || at.key.kind === 'native_id') return 'kept';
  if (owner.nativeKey === null && !hadName) {
    plan.merged.push({ fromId: owner.id, intoId: entry.id });
    return 'merged';
  }
  plan.keysEnded.push({ subjectId: owner.id, platformId: at.item.platformId, key: at.key });
  if (owner.handle === at.key.value) owner.handle = null;
  return 'begun';
}
