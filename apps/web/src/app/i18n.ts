import { i18n } from '@lingui/core';
import { compileMessage } from '@lingui/message-utils/compileMessage';
import { useSyncExternalStore } from 'react';
import type { en } from '../locales/en.js';
import { preferences, subscribePreferences, type Language } from './preferences.js';

export type MessageKey = keyof typeof en;
export type Catalog = Readonly<Record<MessageKey, string>>;
export type Translate = (key: MessageKey, values?: Readonly<Record<string, string | number>>) => string;

/** One numbering system a language: Arabic keeps the digits of links, ids and keys, so that numbers compare at a glance. */
export const formattingLocale: Readonly<Record<Language, string>> = { en: 'en-GB', ar: 'ar-u-nu-latn' };

const loaders: Readonly<Record<Language, () => Promise<Catalog>>> = {
  en: async () => (await import('../locales/en.js')).en,
  ar: async () => (await import('../locales/ar.js')).ar,
};

const compiled = new Map<string, ReturnType<typeof compileMessage>>();

// Once a message: it is asked for at every use.
i18n.setMessagesCompiler((message) => {
  const known = compiled.get(message);
  if (known !== undefined) return known;
  const made = compileMessage(message);
  compiled.set(message, made);
  return made;
});

/** Makes a catalog the one in use and turns the page to its direction. */
export function activateCatalog(language: Language, messages: Catalog): void {
  i18n.load(language, messages);
  i18n.activate(language, formattingLocale[language]);
  document.documentElement.lang = language;
  document.documentElement.dir = language === 'ar' ? 'rtl' : 'ltr';
}

async function show(language: Language): Promise<void> {
  const messages = await loaders[language]();
  if (preferences().language === language) activateCatalog(language, messages);
}

/** Loads the language of the preferences and follows later changes. Resolves when the first one is in place. */
export async function followLanguage(): Promise<void> {
  let shown = preferences().language;
  subscribePreferences(() => {
    const next = preferences().language;
    if (next === shown) return;
    shown = next;
    void show(next);
  });
  await show(shown);
}

export function currentLanguage(): Language {
  return i18n.locale === 'ar' ? 'ar' : 'en';
}

/** Translates outside of components (notices made by handlers); components use `useT`, which follows the language. */
export const translate: Translate = (key, values) => i18n._(key, values);

const translators = new Map<string, Translate>();

/** A new function identity a language, so that memoised components notice the change. */
function translatorOf(locale: string): Translate {
  let translator = translators.get(locale);
  if (!translator) {
    translator = (key, values) => i18n._(key, values);
    translators.set(locale, translator);
  }
  return translator;
}

function subscribe(listener: () => void): () => void {
  return i18n.on('change', listener);
}

export function useLanguage(): Language {
  return useSyncExternalStore(subscribe, currentLanguage);
}

export function useT(): Translate {
  return translatorOf(useLanguage());
}

/** Whether the catalog has words for a code that came from the server; what it has none for is shown as it came. */
export function hasMessage(key: string): key is MessageKey {
  return key in i18n.messages;
}
