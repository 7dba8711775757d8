/** Languages of the public pages (settled: ar, en, fr, ru, fa, tr), each by the name it gives itself. */
export const PUBLIC_LANGUAGES = {
  ar: 'العربية',
  en: 'English',
  fr: 'Français',
  ru: 'Русский',
  fa: 'فارسی',
  tr: 'Türkçe',
} as const;
export type PublicLanguage = keyof typeof PUBLIC_LANGUAGES;

const RIGHT_TO_LEFT: ReadonlySet<string> = new Set(['ar', 'fa']);

export function isPublicLanguage(value: unknown): value is PublicLanguage {
  return typeof value === 'string' && Object.hasOwn(PUBLIC_LANGUAGES, value);
}

export function directionOf(language: PublicLanguage): 'rtl' | 'ltr' {
  return RIGHT_TO_LEFT.has(language) ? 'rtl' : 'ltr';
}

/**
 * The language that was chosen by hand, else the one that the browser asks for most (RFC 9110, 12.5.4), else English.
 */
export function languageFor(chosen: unknown, acceptLanguage: string | undefined): PublicLanguage {
  if (isPublicLanguage(chosen)) return chosen;
  const asked = (acceptLanguage ?? '')
    .slice(0, 1_000)
    .split(',')
    .map((part, place) => {
      const [tag = '', ...parameters] = part.trim().toLowerCase().split(';');
      const weight = parameters.map((each) => /^\s*q=([01](?:\.\d{0,3})?)\s*$/.exec(each)?.[1]).find(Boolean);
      return { language: tag.split('-')[0] ?? '', weight: weight === undefined ? 1 : Number(weight), place };
    })
    .filter(({ weight }) => weight > 0)
    .sort((a, b) => b.weight - a.weight || a.place - b.place);
  for (const { language } of asked) if (isPublicLanguage(language)) return language;
  return 'en';
}

/** Gregorian and in European digits everywhere, as in the notices. */
export function writtenDay(at: Date, language: PublicLanguage): string {
  return new Intl.DateTimeFormat(`${language}-u-ca-gregory-nu-latn`, { dateStyle: 'long', timeZone: 'UTC' }).format(at);
}
