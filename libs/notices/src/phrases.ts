import type { MeasureCode } from '@mizan/policies/measure.entity.js';
import type { NoticeLanguage } from './notice-kinds.js';
import { arabicPhrases } from './phrases-ar.js';
import { englishPhrases } from './phrases-en.js';
import { persianPhrases } from './phrases-fa.js';
import { frenchPhrases } from './phrases-fr.js';
import { russianPhrases } from './phrases-ru.js';
import { turkishPhrases } from './phrases-tr.js';

/** How somebody's attention was drawn to a subject, without saying who it was. */
export const TOLD_SOURCES = [
  'user_report',
  'trusted_flagger',
  'referral',
  'removal_order',
  'detector',
  'staff',
  'resurfacing',
] as const;
export type ToldSource = (typeof TOLD_SOURCES)[number];

/** Sentences that the desk puts into notices, in one language. */
export interface Phrases {
  readonly measures: Readonly<Record<`${MeasureCode}`, string>>;
  readonly everywhere: string;
  /** `{places}` = names of countries. */
  readonly onlyIn: string;
  readonly untilLifted: string;
  readonly onceForAll: string;
  /** `{reference}` = article or section, as the policy names it. */
  readonly law: string;
  readonly lawWithReference: string;
  readonly terms: string;
  readonly termsWithReference: string;
  readonly sources: Readonly<Record<ToldSource, string>>;
  readonly ownInitiative: string;
  readonly detectedAutomatically: string;
  readonly notDetectedAutomatically: string;
  readonly decidedByPeople: string;
  readonly noPolicy: string;
  /** Covering e-mail: says nothing about its matter (settled 28). `{notice}` and `{link}`. */
  readonly mailSubject: string;
  readonly mailBody: string;
}

export const PHRASES: Readonly<Record<NoticeLanguage, Phrases>> = {
  ar: arabicPhrases,
  en: englishPhrases,
  fr: frenchPhrases,
  ru: russianPhrases,
  fa: persianPhrases,
  tr: turkishPhrases,
};
