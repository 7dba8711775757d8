/** The platforms whose links and handles are understood. */
export type LinkPlatform = 'telegram' | 'matrix' | 'tamtam';

/**
 * What a link leads to. `public_chat` is a channel, group, bot or account that is addressed by its public name: the
 * link alone does not tell which of them it is.
 */
export type LinkKind = 'public_chat' | 'message' | 'invite' | 'user';

/** By what a platform names a subject; the kinds of `subject_key`. */
export type SubjectKeyKind = 'native_id' | 'handle' | 'invite' | 'alias';

/** One normalised name of one subject: equal for every spelling of it. */
export interface SubjectKeyValue {
  readonly kind: SubjectKeyKind;
  readonly value: string;
}

/** A link or handle that was understood. `id` names what was linked, `key` the subject that it belongs to. */
export interface LinkTarget {
  readonly platform: LinkPlatform;
  readonly kind: LinkKind;
  readonly id: string;
  readonly key: SubjectKeyValue;
}
