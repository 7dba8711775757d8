import type {
  CollateralBasis,
  CollateralClass,
  IdentifierKind,
  MediaDeclarationInput,
  ProtectedEntryInput,
  RevealedFragment,
} from '../../gql/register.js';

export const CLASSES: readonly CollateralClass[] = [
  'journalist',
  'newsroom',
  'academic',
  'researcher',
  'counter_terrorism_expert',
  'rights_archive',
  'artist',
  'satirist',
  'other',
];
export const BASES: readonly CollateralBasis[] = [
  'journalistic',
  'academic_research',
  'educational',
  'artistic',
  'counter_terrorism',
  'polemic_public_debate',
  'none',
];
export const IDENTIFIER_KINDS: readonly IdentifierKind[] = ['account', 'handle', 'domain', 'byline'];

export interface IdentifierDraft {
  readonly platformId: string;
  readonly kind: IdentifierKind;
  readonly value: string;
}

/** What is typed about an entry, as the form holds it: a value for every field, so that nothing is lost on the way. */
export interface EntryDraft {
  readonly class: CollateralClass;
  readonly basis: CollateralBasis | '';
  readonly name: string;
  readonly organisation: string;
  readonly contact: string;
  readonly note: string;
  readonly declares: boolean;
  readonly declaration: Omit<MediaDeclarationInput, 'memberStates'> & { readonly memberStates: string };
  readonly identifiers: readonly IdentifierDraft[];
}

export const EMPTY_DRAFT: EntryDraft = {
  class: 'journalist',
  basis: '',
  name: '',
  organisation: '',
  contact: '',
  note: '',
  declares: false,
  declaration: {
    mediaServiceProvider: false,
    ownershipPublic: false,
    editoriallyIndependent: false,
    oversight: null,
    memberStates: '',
    generatedContentReviewed: false,
    legalName: '',
    email: '',
    phone: '',
    oversightName: '',
    oversightContact: '',
  },
  identifiers: [{ platformId: '', kind: 'handle', value: '' }],
};

/** Only journalists and newsrooms declare as a media service. */
export function mayDeclare(who: CollateralClass): boolean {
  return who === 'journalist' || who === 'newsroom';
}

/** Accounts and handles are of a platform; sites and bylines of none. */
export function hasPlatform(kind: IdentifierKind): boolean {
  return kind === 'account' || kind === 'handle';
}

/** What is sent. Empty lines of names are left out; `places` says which line of the form each name that is sent stands on. */
export function inputOf(draft: EntryDraft): { input: ProtectedEntryInput; places: readonly number[] } {
  const places = draft.identifiers.flatMap((one, place) => (one.value.trim() === '' ? [] : [place]));
  const { memberStates, ...declaration } = draft.declaration;
  return {
    places,
    input: {
      class: draft.class,
      basis: draft.basis === '' ? null : draft.basis,
      name: draft.name,
      organisation: draft.organisation,
      contact: draft.contact,
      note: draft.note,
      declaration:
        draft.declares && mayDeclare(draft.class)
          ? { ...declaration, memberStates: memberStates.toUpperCase().match(/[A-Z]+/g) ?? [] }
          : null,
      identifiers: draft.identifiers
        .filter((one) => one.value.trim() !== '')
        .map(({ kind, value, platformId }) => ({
          kind,
          value,
          platformId: hasPlatform(kind) && platformId !== '' ? platformId : null,
        })),
    },
  };
}

/** The form of an entry that was revealed; its names stand above the form, new ones are typed into it. */
export function draftOf(shown: RevealedFragment, who: CollateralClass, basis: CollateralBasis | null): EntryDraft {
  const { declaration } = shown;
  return {
    ...EMPTY_DRAFT,
    class: who,
    basis: basis ?? '',
    name: shown.name,
    organisation: shown.organisation,
    contact: shown.contact,
    note: shown.note,
    declares: declaration !== null,
    declaration: declaration
      ? {
          mediaServiceProvider: declaration.mediaServiceProvider,
          ownershipPublic: declaration.ownershipPublic,
          editoriallyIndependent: declaration.editoriallyIndependent,
          oversight: declaration.oversight,
          memberStates: declaration.memberStates.join(', '),
          generatedContentReviewed: declaration.generatedContentReviewed,
          legalName: declaration.legalName,
          email: declaration.email,
          phone: declaration.phone,
          oversightName: declaration.oversightName,
          oversightContact: declaration.oversightContact,
        }
      : EMPTY_DRAFT.declaration,
  };
}

/** A draft that was kept; undefined when what was kept is none. */
export function keptDraft(kept: unknown): EntryDraft | undefined {
  return isDraft(kept) ? kept : undefined;
}

function isDraft(kept: unknown): kept is EntryDraft {
  const has = (value: unknown, fields: readonly string[]) =>
    typeof value === 'object' && value !== null && fields.every((field) => field in value);
  if (typeof kept !== 'object' || kept === null || !('identifiers' in kept) || !('declaration' in kept)) return false;
  return (
    has(kept, Object.keys(EMPTY_DRAFT)) &&
    has(kept.declaration, Object.keys(EMPTY_DRAFT.declaration)) &&
    Array.isArray(kept.identifiers) &&
    kept.identifiers.every((one) => has(one, ['platformId', 'kind', 'value']))
  );
}
