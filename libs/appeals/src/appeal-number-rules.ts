/** Crockford's base 32: no I, L, O, U, so that it can be read aloud and typed on a phone. */
const LETTERS = '0123456789ABCDEFGHJKMNPQRSTVWXYZ';
/** Random letters of a number: 32^7 = 34 thousand million; a check letter follows. */
const NUMBER_LETTERS = 7;
/** Letters of the secret that goes with it: 26 × 5 = 130 bits. */
const SECRET_LETTERS = 26;
const CHALLENGE_LETTERS = 8;

/** A number such as `A-7K3M-9Q2X` from random bytes (at least 7); the last letter checks the rest. */
export function appealNumber(random: Uint8Array): string {
  const body = letters(random, NUMBER_LETTERS);
  const whole = body + checkLetter(body);
  return `A-${whole.slice(0, 4)}-${whole.slice(4)}`;
}

/** A secret for the status page, from random bytes (at least 26): groups of letters, 130 bits. */
export function appealSecret(random: Uint8Array): string {
  return (letters(random, SECRET_LETTERS).match(/.{1,5}/g) ?? []).join('-');
}

/** One spelling of what somebody typed: upper case, without spaces, look-alikes (I, L, O) read as what they look like. */
export function readNumber(typed: string): string | null {
  const typedLetters = readLetters(typed);
  const text = typedLetters.length === NUMBER_LETTERS + 2 ? typedLetters.replace(/^A/, '') : typedLetters;
  if (text.length !== NUMBER_LETTERS + 1) return null;
  const body = text.slice(0, NUMBER_LETTERS);
  if (checkLetter(body) !== text.at(-1)) return null;
  return `A-${text.slice(0, 4)}-${text.slice(4)}`;
}

/** The secret in one spelling, null when it cannot be one. */
export function readSecret(typed: string): string | null {
  const text = readLetters(typed);
  return text.length === SECRET_LETTERS ? (text.match(/.{1,5}/g) ?? []).join('-') : null;
}

/** A code to be typed once, from random bytes (at least 8): `7K3M-9Q2X`, 40 bits. */
export function challengeCode(random: Uint8Array): string {
  const whole = letters(random, CHALLENGE_LETTERS);
  return `${whole.slice(0, 4)}-${whole.slice(4)}`;
}

/** One spelling of a code that somebody typed; what cannot be one is spelt as it is, and is no code. */
export function readChallenge(typed: string): string {
  const text = readLetters(typed);
  return text.length === CHALLENGE_LETTERS ? `${text.slice(0, 4)}-${text.slice(4)}` : text;
}

function letters(random: Uint8Array, count: number): string {
  if (random.length < count) throw new Error(`${count} random bytes are needed.`);
  return [...random.slice(0, count)].map((byte) => LETTERS[byte % 32] ?? '').join('');
}

function readLetters(typed: string): string {
  return typed
    .normalize('NFKC')
    .toUpperCase()
    .replaceAll(/[^0-9A-Z]/g, '')
    .replaceAll(/[IL]/g, '1')
    .replaceAll('O', '0');
}

/** Weighted by place, so that a wrong letter and two exchanged neighbours are both noticed. */
function checkLetter(body: string): string {
  let sum = 0;
  for (const [place, letter] of [...body].entries()) sum += LETTERS.indexOf(letter) * (2 * place + 3);
  return LETTERS[sum % 31] ?? '';
}
