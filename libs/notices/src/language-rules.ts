import { NOTICE_LANGUAGES, type NoticeLanguage } from './notice-kinds.js';

/** The first of the wished languages that notices are written in, by its primary subtag (BCP 47); else English. */
export function noticeLanguage(...wished: readonly (string | null | undefined)[]): NoticeLanguage {
  for (const tag of wished) {
    const primary = tag?.trim().toLowerCase().split(/[-_]/)[0];
    const found = NOTICE_LANGUAGES.find((language) => language === primary);
    if (found) return found;
  }
  return 'en';
}

const RIGHT_TO_LEFT: readonly NoticeLanguage[] = ['ar', 'fa'];

export function directionOf(language: NoticeLanguage): 'rtl' | 'ltr' {
  return RIGHT_TO_LEFT.includes(language) ? 'rtl' : 'ltr';
}
