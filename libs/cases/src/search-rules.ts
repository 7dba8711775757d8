/** What search looks through. */
export const SEARCH_KINDS = ['subject', 'case', 'evidence'] as const;
export type SearchKind = (typeof SEARCH_KINDS)[number];

/** Largest case number there can be on the wire (GraphQL Int). */
const MAX_NUMBER = 2_147_483_647;

/** The case number that was typed: `1204`, `#1204`, in Latin, Arabic-Indic or Persian digits; else null. */
export function caseNumberIn(text: string): number | null {
  const latin = text
    .trim()
    .replace(/[٠-٩]/g, (digit) => String(digit.charCodeAt(0) - 0x0660))
    .replace(/[۰-۹]/g, (digit) => String(digit.charCodeAt(0) - 0x06f0));
  const found = /^#?\s?(\d{1,10})$/.exec(latin)?.[1];
  const number = Number(found);
  return found !== undefined && number >= 1 && number <= MAX_NUMBER ? number : null;
}
