import { CaseCategory } from '@mizan/foundation/case-category.js';
import { z } from 'zod';
import type { PersonalSettings } from './personal-settings.entity.js';

export const THEMES = ['system', 'light', 'dark'] as const;
export const LOCALES = ['en', 'ar'] as const;

/** What a person who set nothing gets: media blurred, grey and muted (settled: care from the start). */
const STORED = z.object({
  blur: z.boolean().catch(true),
  greyscale: z.boolean().catch(true),
  mute: z.boolean().catch(true),
  shortcuts: z.boolean().catch(true),
  theme: z.enum(THEMES).catch('system'),
  optOutCategories: z.array(z.enum(CaseCategory)).catch([]),
});

/** The settings of a stored column; missing and unreadable members get their defaults. */
export function settingsOf(stored: Readonly<Record<string, unknown>>): PersonalSettings {
  return STORED.parse(stored);
}
