import type { PublicLanguage } from './public-language-rules.js';
import { PUBLIC_WORDS_AR } from './public-words-ar.js';
import { PUBLIC_WORDS_EN } from './public-words-en.js';
import { PUBLIC_WORDS_FA } from './public-words-fa.js';
import { PUBLIC_WORDS_FR } from './public-words-fr.js';
import { PUBLIC_WORDS_RU } from './public-words-ru.js';
import { PUBLIC_WORDS_TR } from './public-words-tr.js';

/** What the public pages say; `{…}` is filled in. */
export type PublicWords = Readonly<Record<keyof typeof PUBLIC_WORDS_EN, string>>;
export type PublicWord = keyof PublicWords;

export const PUBLIC_WORDS: Readonly<Record<PublicLanguage, PublicWords>> = {
  ar: PUBLIC_WORDS_AR,
  en: PUBLIC_WORDS_EN,
  fr: PUBLIC_WORDS_FR,
  ru: PUBLIC_WORDS_RU,
  fa: PUBLIC_WORDS_FA,
  tr: PUBLIC_WORDS_TR,
};

/** The text with its `{placeholders}` filled in. */
export function filled(text: string, values: Readonly<Record<string, string | number>> = {}): string {
  return text.replace(/\{(\w+)\}/g, (whole, name: string) => String(values[name] ?? whole));
}
