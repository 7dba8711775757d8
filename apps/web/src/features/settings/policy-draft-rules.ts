/** Text by language as it comes from the server: the language asked for, else English, else any. */
export function textIn(texts: Readonly<Record<string, unknown>>, language: string): string {
  for (const candidate of [texts[language], texts['en'], ...Object.values(texts)]) {
    if (typeof candidate === 'string' && candidate !== '') return candidate;
  }
  return '';
}

/** Only the languages that were filled in. */
export function filled(texts: Readonly<Record<string, string>>): Record<string, string> {
  return Object.fromEntries(Object.entries(texts).filter(([, text]) => text.trim() !== ''));
}
