import { invalid } from '@mizan/foundation/errors.js';

const LANGUAGE = /^[a-z]{2,3}(-[A-Za-z0-9]{2,8})*$/;

/**
 * Text by language tag with `en` among them, each 1 to `max` characters. Throws INVALID_INPUT naming the field, or the
 * field and the language.
 */
export function checkTexts(field: string, value: unknown, max: number): Record<string, string> {
  if (typeof value !== 'object' || value === null) throw invalid(field, 'Text by language is needed.');
  const texts: Record<string, string> = {};
  for (const [language, text] of Object.entries(value)) {
    if (!LANGUAGE.test(language)) throw invalid(`${field}.${language}`, 'This is no language tag.');
    if (typeof text !== 'string' || text.trim() === '' || text.length > max) {
      throw invalid(`${field}.${language}`, `1 to ${max} characters.`, { max });
    }
    texts[language] = text.trim();
  }
  if (!('en' in texts))
    throw invalid(`${field}.en`, 'The English text is needed: it stands in for languages without one.');
  return texts;
}

/** The text in the language asked for, else in its base language, else in English. */
export function textIn(texts: Readonly<Record<string, string>>, language?: string | null): string {
  const base = language?.split('-')[0] ?? 'en';
  return texts[language ?? 'en'] ?? texts[base] ?? texts['en'] ?? '';
}
