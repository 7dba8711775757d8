import type { AppealContact } from './appeal-words-rules.js';

/** How a person can be reached, in one line: name and address; null when they gave neither. */
export function wholeContact(contact: AppealContact): string | null {
  const parts = [contact.name, contact.email].filter((part) => part !== undefined);
  return parts.length === 0 ? null : parts.join(' · ');
}

/** The same so that it can be recognised by who knows it, and not learned by who does not: `N••• · r•••@e•••.org`. */
export function maskedContact(contact: AppealContact): string | null {
  return wholeContact({
    ...(contact.name === undefined ? {} : { name: contact.name.split(/\s+/u).map(masked).join(' ') }),
    ...(contact.email === undefined ? {} : { email: maskedAddress(contact.email) }),
  });
}

function maskedAddress(address: string): string {
  const at = address.lastIndexOf('@');
  const domain = address.slice(at + 1);
  const dot = domain.lastIndexOf('.');
  return `${masked(address.slice(0, at))}@${masked(domain.slice(0, dot))}${domain.slice(dot)}`;
}

const masked = (word: string) => `${[...word][0] ?? ''}•••`;
