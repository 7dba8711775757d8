import { useSyncExternalStore } from 'react';

export type Language = 'en' | 'ar';
export type Theme = 'system' | 'light' | 'dark';

/** What a person set for themselves on this device; the account's own settings take over after sign-in. */
export interface Preferences {
  readonly language: Language;
  readonly theme: Theme;
  /** Single-letter keys; combinations with Ctrl or Cmd always work. */
  readonly singleKeys: boolean;
  /** Media stays blurred and grey until asked for. */
  readonly blurMedia: boolean;
}

const storageKey = 'mizan.preferences';

function firstLanguage(): Language {
  return navigator.language.toLowerCase().startsWith('ar') ? 'ar' : 'en';
}

/** Reads stored preferences; anything unreadable falls back to the default of that one setting. */
export function parsePreferences(stored: string | null): Preferences {
  const defaults: Preferences = { language: firstLanguage(), theme: 'system', singleKeys: true, blurMedia: true };
  if (stored === null) return defaults;
  try {
    const value: unknown = JSON.parse(stored);
    if (typeof value !== 'object' || value === null) return defaults;
    const read = new Map<string, unknown>(Object.entries(value));
    const language = read.get('language');
    const theme = read.get('theme');
    return {
      language: language === 'en' || language === 'ar' ? language : defaults.language,
      theme: theme === 'light' || theme === 'dark' || theme === 'system' ? theme : defaults.theme,
      singleKeys: read.get('singleKeys') !== false,
      blurMedia: read.get('blurMedia') !== false,
    };
  } catch {
    return defaults;
  }
}

function readStored(): string | null {
  try {
    return localStorage.getItem(storageKey);
  } catch {
    return null;
  }
}

let current: Preferences = parsePreferences(readStored());
const listeners = new Set<() => void>();

export function preferences(): Preferences {
  return current;
}

/** Changes some preferences, keeps them on this device and tells every listener. */
export function setPreferences(change: Partial<Preferences>): void {
  current = { ...current, ...change };
  try {
    localStorage.setItem(storageKey, JSON.stringify(current));
  } catch {
    // A browser that refuses storage still works; the choice then lasts as long as the page.
  }
  for (const listener of listeners) listener();
}

export function subscribePreferences(listener: () => void): () => void {
  listeners.add(listener);
  return () => {
    listeners.delete(listener);
  };
}

export function usePreferences(): Preferences {
  return useSyncExternalStore(subscribePreferences, preferences);
}

/** Puts the chosen colours on the root; *system* follows the device and its changes. */
export function followTheme(): void {
  const dark = window.matchMedia('(prefers-color-scheme: dark)');
  const apply = () => {
    const chosen = current.theme === 'system' ? (dark.matches ? 'dark' : 'light') : current.theme;
    document.documentElement.dataset['theme'] = chosen;
  };
  apply();
  dark.addEventListener('change', apply);
  subscribePreferences(apply);
}
