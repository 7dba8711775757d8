import type { Appellant } from './appeal-basis-rules.js';
import { MAX_REASONS, wordsOf } from './appeal-words-rules.js';
import type { BodyFault, SentForm } from './public-body.js';
import { MAX_FILE_BYTES, MAX_FILES, TAKEN_NAMES } from './public-file-rules.js';
import type { PublicWord } from './public-words.js';

/** Who people may say they are; the words of collateral findings. */
export const CLAIMED = [
  'journalist',
  'newsroom',
  'academic',
  'researcher',
  'counter_terrorism_expert',
  'rights_archive',
  'artist',
  'satirist',
  'other',
] as const;

/** What a person filled in, as they wrote it. */
export interface AppealForm {
  readonly about: Appellant;
  readonly reference: string;
  readonly platform: string;
  readonly subject: string;
  readonly report: string;
  readonly claimed: (typeof CLAIMED)[number] | '';
  readonly reasons: string;
  readonly email: string;
  /** Nobody sees this field; programs fill it in. */
  readonly website: string;
}

export type FormField = keyof AppealForm | 'files' | 'answer' | 'code' | 'form';

/** Why a form is not accepted, at which field; `form` = the whole. */
export interface FormFault {
  readonly field: FormField;
  readonly word: PublicWord;
  readonly values?: Readonly<Record<string, string | number>>;
}

export const EMPTY_FORM: AppealForm = {
  about: 'affected',
  reference: '',
  platform: '',
  subject: '',
  report: '',
  claimed: '',
  reasons: '',
  email: '',
  website: '',
};

/** Longest of all fields but the reasons, in characters. */
const MAX_SHORT = 500;

/** The value of a field, with one kind of line break, or the empty text. */
export function fieldOf(sent: SentForm, name: string): string {
  return (sent.fields.get(name)?.[0] ?? '').replace(/\r\n?/g, '\n');
}

export function readAppealForm(sent: SentForm): AppealForm {
  const claimed = fieldOf(sent, 'claimed');
  return {
    about: fieldOf(sent, 'about') === 'reporter' ? 'reporter' : 'affected',
    reference: fieldOf(sent, 'reference'),
    platform: fieldOf(sent, 'platform'),
    subject: fieldOf(sent, 'subject'),
    report: fieldOf(sent, 'report'),
    claimed: CLAIMED.find((each) => each === claimed) ?? '',
    reasons: fieldOf(sent, 'reasons'),
    email: fieldOf(sent, 'email'),
    website: fieldOf(sent, 'website'),
  };
}

/** What is wrong with the form by itself, in the order of its fields. */
export function formFaults(form: AppealForm): FormFault[] {
  const faults: FormFault[] = [];
  const need = (field: keyof AppealForm) => {
    if (form[field].trim() === '') faults.push({ field, word: 'required' });
  };
  if (form.reference.trim() === '') {
    need('platform');
    need(form.about === 'reporter' ? 'report' : 'subject');
  }
  faults.push(...textFaults('reasons', form.reasons));
  for (const field of ['reference', 'subject', 'report'] as const)
    if (form[field].length > MAX_SHORT) faults.push({ field, word: 'tooLong', values: { max: MAX_SHORT } });
  if (!isAddress(form.email)) faults.push({ field: 'email', word: 'badEmail' });
  if (form.website !== '') faults.push({ field: 'website', word: 'leaveEmpty' });
  return faults;
}

/** Of a text that has to be there, and not be too long. */
export function textFaults(field: 'reasons' | 'answer', text: string): FormFault[] {
  if (text.trim() === '') return [{ field, word: 'required' }];
  return text.trim().length > MAX_REASONS ? [{ field, word: 'tooLong', values: { max: MAX_REASONS } }] : [];
}

/** What the page says of the limits on files. */
export const FILE_LIMITS = { count: MAX_FILES, size: MAX_FILE_BYTES / 1_048_576, types: TAKEN_NAMES.join(', ') };

const BODY_WORDS: Readonly<Record<BodyFault, FormFault>> = {
  unreadable: { field: 'form', word: 'unreadable' },
  too_large: { field: 'files', word: 'tooLarge' },
  file_too_big: { field: 'files', word: 'fileTooBig', values: FILE_LIMITS },
  too_many_files: { field: 'files', word: 'tooManyFiles', values: FILE_LIMITS },
  field_too_long: { field: 'form', word: 'tooLarge' },
  busy: { field: 'form', word: 'failed' },
};

/** What is wrong with the way in which the form arrived. */
export function bodyFaults(sent: SentForm): FormFault[] {
  return [...sent.faults].map((fault) => BODY_WORDS[fault]);
}

function isAddress(email: string): boolean {
  try {
    wordsOf({ reasons: '-', language: 'en', contact: { email } });
    return true;
  } catch {
    return false;
  }
}
