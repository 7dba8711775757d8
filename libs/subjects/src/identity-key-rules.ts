export const IDENTITY_KEY_KINDS = ['phone', 'email', 'device', 'other'] as const;
export type IdentityKeyKind = (typeof IDENTITY_KEY_KINDS)[number];

/** By what a platform would know a person again, as it was sent. */
export interface IdentityKey {
  readonly kind: IdentityKeyKind;
  readonly value: string;
}

/** Most keys of one person in one message. */
export const MAX_IDENTITY_KEYS = 20;

/** One spelling: a number with its country and without marks, an address in lower case, everything else as it is. */
export function normalisedKey({ kind, value }: IdentityKey): string {
  const text = value.normalize('NFKC').trim();
  if (kind === 'phone')
    return westernDigits(text)
      .replace(/[^\d+]/g, '')
      .replace(/^00/, '+');
  return kind === 'email' ? text.toLowerCase() : text;
}

/** What is hashed: a key of one platform says nothing of another. */
export function identityText(platformId: string, key: IdentityKey): string {
  return [platformId, key.kind, normalisedKey(key)].join('\n');
}

/** Arabic-Indic and Persian digits are the same digits. */
function westernDigits(text: string): string {
  return text.replace(/[\u0660-\u0669\u06f0-\u06f9]/g, (digit) => String(digit.charCodeAt(0) & 0xf));
}
