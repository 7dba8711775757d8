import { invalid } from '@mizan/foundation/errors.js';

/** Longest statement of a person, in characters. */
export const MAX_REASONS = 10_000;
/** Longest name, address or number of a contact. */
const MAX_CONTACT = 320;

/** How the person can be reached, and by what name; empty strings are left out. */
export interface AppealContact {
  readonly name?: string;
  readonly email?: string;
}

export interface AppealWords {
  readonly reasons: string;
  readonly contact: AppealContact;
  readonly language: string;
}

/** The words of an appeal, trimmed. Throws INVALID_INPUT naming `reasons`, `contact.email`, `contact.name`, `language`. */
export function wordsOf(given: AppealWords): AppealWords {
  const reasons = given.reasons.trim();
  if (reasons === '') throw invalid('reasons', 'Say why this should be looked at again.');
  if (reasons.length > MAX_REASONS)
    throw invalid('reasons', `At most ${MAX_REASONS} characters.`, { max: MAX_REASONS });
  if (!/^[a-z]{2,3}(-[A-Za-z0-9]{2,8})*$/.test(given.language))
    throw invalid('language', 'A language code such as en or ar.');
  const name = given.contact.name?.trim() ?? '';
  const email = given.contact.email?.trim() ?? '';
  if (name.length > MAX_CONTACT) throw invalid('contact.name', `At most ${MAX_CONTACT} characters.`);
  // Whether mail arrives is known by sending; this keeps out what cannot be an address, and line breaks.
  if (email !== '' && (email.length > MAX_CONTACT || !/^[^\s@<>"]+@[^\s@<>"]+\.[^\s@<>"]+$/.test(email)))
    throw invalid('contact.email', 'An e-mail address such as name@example.org.');
  return {
    reasons,
    language: given.language,
    contact: { ...(name === '' ? {} : { name }), ...(email === '' ? {} : { email }) },
  };
}

/** The contact as it was kept; what is not one is nobody. */
export function readContact(text: string | null): AppealContact {
  if (text === null) return {};
  const value: unknown = JSON.parse(text);
  if (typeof value !== 'object' || value === null) return {};
  return {
    ...('name' in value && typeof value.name === 'string' ? { name: value.name } : {}),
    ...('email' in value && typeof value.email === 'string' ? { email: value.email } : {}),
  };
}
