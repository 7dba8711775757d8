import { declarationFaults, isEmail, type FieldFault, type MediaDeclaration } from './declaration-rules.js';
import type { IdentifierKind } from './identifier-rules.js';

/** Who an entry is: kept as one sealed text, shown only by a reveal. */
export interface EntryDetails {
  readonly name: string;
  readonly organisation: string;
  /** How they are reached. */
  readonly contact: string;
  readonly note: string;
  readonly declaration: MediaDeclaration | null;
}

export interface IdentifierInput {
  readonly platformId: string | null;
  readonly kind: IdentifierKind;
  readonly value: string;
  /** What an account's number means on platforms that number kinds apart; default `account`. */
  readonly subjectKind: 'channel' | 'group' | 'account' | 'bot' | null;
}

export interface EntryInput {
  readonly class: string;
  readonly basis: string | null;
  readonly details: EntryDetails;
  readonly identifiers: readonly IdentifierInput[];
}

const LIMITS = { name: 200, organisation: 200, contact: 500, note: 5_000 } as const;
/** Names by which one entry may be known. */
export const MAX_IDENTIFIERS = 100;

/** An entry that nobody has said anything of yet: found by a decision or an appeal. */
export const NO_DETAILS: EntryDetails = { name: '', organisation: '', contact: '', note: '', declaration: null };

/** Every fault of what was typed; names of platforms are checked where the platforms are known. */
export function entryFaults(input: EntryInput): FieldFault[] {
  const faults: FieldFault[] = [];
  const { details } = input;
  if (details.name.trim() === '' && details.organisation.trim() === '')
    faults.push({ field: 'details.name', message: 'The name of the person or of the organisation.' });
  for (const field of ['name', 'organisation', 'contact', 'note'] as const) {
    if (details[field].length > LIMITS[field])
      faults.push({ field: `details.${field}`, message: `Up to ${LIMITS[field]} characters.` });
  }
  if (details.contact.trim() === '')
    faults.push({ field: 'details.contact', message: 'How the person is reached: renewal asks them.' });
  else if (details.contact.includes('@') && !/\s/.test(details.contact.trim()) && !isEmail(details.contact.trim()))
    faults.push({ field: 'details.contact', message: 'This is no e-mail address.' });
  if (details.declaration) {
    if (input.class === 'newsroom' || input.class === 'journalist')
      faults.push(...declarationFaults(details.declaration));
    else faults.push({ field: 'class', message: 'Only journalists and newsrooms declare as a media service.' });
  }
  if (input.identifiers.length === 0)
    faults.push({ field: 'identifiers', message: 'At least one account, handle, site or byline.' });
  if (input.identifiers.length > MAX_IDENTIFIERS)
    faults.push({ field: 'identifiers', message: `Up to ${MAX_IDENTIFIERS}.` });
  return faults;
}
