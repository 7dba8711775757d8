import type { NoticeKind, NoticeLanguage } from './notice-kinds.js';
import { arabicWordings } from './shipped-wordings-ar.js';
import { englishWordings } from './shipped-wordings-en.js';
import { persianWordings } from './shipped-wordings-fa.js';
import { frenchWordings } from './shipped-wordings-fr.js';
import { russianWordings } from './shipped-wordings-ru.js';
import { turkishWordings } from './shipped-wordings-tr.js';
import type { Wording } from './template-rules.js';

export type ShippedWordings = Readonly<Record<NoticeKind, Wording>>;

/** Version 0 of every wording: what the desk says until somebody writes something better. */
export const SHIPPED_WORDINGS: Readonly<Record<NoticeLanguage, ShippedWordings>> = {
  ar: arabicWordings,
  en: englishWordings,
  fr: frenchWordings,
  ru: russianWordings,
  fa: persianWordings,
  tr: turkishWordings,
};
