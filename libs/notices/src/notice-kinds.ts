/** What people outside are told about. */
export const NOTICE_KINDS = [
  'statement_of_reasons',
  'appeal_received',
  'appeal_question',
  'appeal_reminder',
  'appeal_upheld',
  'appeal_partially_reversed',
  'appeal_reversed',
  'appeal_omitted',
  'flag_refused',
  'registration_pass',
  'media_reply_asked',
  'restriction_lifted',
] as const;
export type NoticeKind = (typeof NOTICE_KINDS)[number];

/** Languages of everything that people outside read (settled 10). */
export const NOTICE_LANGUAGES = ['ar', 'en', 'fr', 'ru', 'fa', 'tr'] as const;
export type NoticeLanguage = (typeof NOTICE_LANGUAGES)[number];

/**
 * How a value is written: `text` = words of people on one line, `lines` = the same on several; `code` = ours, to be typed
 * or followed, never touched; `day` and `moment` = a time in the notice's language, in UTC.
 */
export type ValueSort = 'text' | 'lines' | 'code' | 'day' | 'moment';

export interface Placeholder {
  readonly sort: ValueSort;
  /** The wording has to use it, and whoever queues the notice has to give it. */
  readonly required: boolean;
  /** Filled by the desk itself, not by who queues the notice. */
  readonly own: boolean;
  /** Proves who its holder is: people of the desk do not see it. */
  readonly secret?: boolean;
}

const must = (sort: ValueSort): Placeholder => ({ sort, required: true, own: false });
const may = (sort: ValueSort): Placeholder => ({ sort, required: false, own: false });
const own = (sort: ValueSort, required = false): Placeholder => ({ sort, required, own: true });

const everywhere = { notice: own('code'), platform: own('text') };
const withReference = { reference: { ...own('code', true), secret: true }, link: own('code', true) };
const resolved = { appeal: must('code'), reasons: must('lines'), decided_on: must('day'), link: must('code') };

/** What each kind of notice may say and has to say. */
export const PLACEHOLDERS: Readonly<Record<NoticeKind, Readonly<Record<string, Placeholder>>>> = {
  // DSA Art. 17(3): (a) measure, territory, duration; (b) facts, source; (c) automated means; (d, e) ground; (f) redress.
  statement_of_reasons: {
    ...everywhere,
    ...withReference,
    decision: must('code'),
    decided_on: must('day'),
    subject: must('text'),
    measures: must('lines'),
    territory: must('text'),
    duration: must('text'),
    policy: must('text'),
    ground: must('text'),
    facts: must('lines'),
    source: must('text'),
    automated: must('text'),
    window: must('text'),
  },
  appeal_received: {
    ...everywhere,
    appeal: must('code'),
    received_on: must('day'),
    due_on: must('day'),
    link: must('code'),
  },
  appeal_question: {
    ...everywhere,
    appeal: must('code'),
    question: must('lines'),
    due_on: must('moment'),
    link: must('code'),
  },
  appeal_reminder: {
    ...everywhere,
    appeal: must('code'),
    question: may('lines'),
    due_on: must('moment'),
    link: must('code'),
  },
  appeal_upheld: { ...everywhere, ...resolved },
  appeal_partially_reversed: { ...everywhere, ...resolved, lifted: must('lines'), kept: must('lines') },
  appeal_reversed: { ...everywhere, ...resolved, lifted: may('lines') },
  appeal_omitted: { ...everywhere, ...resolved },
  flag_refused: {
    ...everywhere,
    ...withReference,
    flag: must('code'),
    subject: must('text'),
    decided_on: must('day'),
    policy: may('text'),
    reasons: may('lines'),
  },
  registration_pass: {
    ...everywhere,
    subject: must('text'),
    pass: { ...must('code'), secret: true },
    expires_on: must('day'),
  },
  media_reply_asked: {
    ...everywhere,
    subject: must('text'),
    measures: must('lines'),
    policy: must('text'),
    reasons: must('lines'),
    due_on: must('moment'),
    link: may('code'),
  },
  restriction_lifted: {
    ...everywhere,
    subject: must('text'),
    measures: must('lines'),
    decided_on: must('day'),
    reasons: may('lines'),
  },
};

/** Kinds that carry a one-time reference and a link to the appeal form. */
export function carriesReference(kind: NoticeKind): boolean {
  return 'reference' in PLACEHOLDERS[kind];
}

/** Those of the written values that people of the desk do not see. */
export function secretsIn(kind: NoticeKind, values: Readonly<Record<string, string>>): string[] {
  return Object.entries(PLACEHOLDERS[kind]).flatMap(([name, { secret }]) =>
    secret === true && values[name] ? [values[name]] : [],
  );
}

/** Kinds that let readers guess that a person stands in the protected register (settled 25). */
export const REVEALING_KINDS: readonly NoticeKind[] = ['media_reply_asked'];
