/**
 * Shortest and longest password, in characters. NIST SP 800-63B-4 asks for 15 where a password stands alone and 8 beside a
 * second factor; OWASP ASVS 5.0 (6.2.1) recommends 15 and asks for 8. The upper end only bounds the work of hashing.
 */
export const PASSWORD_LENGTH = { min: 12, max: 256 } as const;

export type PasswordFault = 'too_short' | 'too_long' | 'common' | 'personal' | 'repetitive';

/** Words that very common passwords of twelve and more characters are made of (ASVS 5.0, 6.2.4). */
const COMMON = [
  'password',
  'passwort',
  'passw',
  'motdepasse',
  'contrasena',
  'qwertyuiop',
  'qwertyui',
  'qwerty',
  'qwertz',
  'azerty',
  'asdfghjkl',
  'asdfgh',
  'zxcvbnm',
  'zxcvbn',
  'qazwsx',
  'qazwsxedc',
  'iloveyou',
  'letmein',
  'welcome',
  'administrator',
  'admin',
  'moderator',
  'football',
  'baseball',
  'basketball',
  'superman',
  'batman',
  'starwars',
  'princess',
  'sunshine',
  'monkey',
  'dragon',
  'master',
  'shadow',
  'michael',
  'jennifer',
  'jordan',
  'trustno',
  'whatever',
  'computer',
  'internet',
  'google',
  'facebook',
  'telegram',
  'mizan',
  'changeme',
  'default',
  'secret',
  'login',
  'access',
  'summer',
  'winter',
  'spring',
  'autumn',
  'abcdefgh',
  'abcdef',
  'abc',
  'test',
  'user',
  'hello',
  'love',
  'god',
  'the',
  'my',
  'is',
];

/** Rows of keys and counting, forwards; runs of four and more along them count as one character. */
const ROWS = [
  '01234567890',
  '09876543210',
  'abcdefghijklmnopqrstuvwxyz',
  'zyxwvutsrqponmlkjihgfedcba',
  'qwertyuiop',
  'asdfghjkl',
  'zxcvbnm',
];

const LEET: Readonly<Record<string, string>> = {
  '0': 'o',
  '1': 'i',
  '3': 'e',
  '4': 'a',
  '5': 's',
  '7': 't',
  '@': 'a',
  $: 's',
  '!': 'i',
};

/** Distinct pieces that must be left of a password after runs and repetitions are folded. */
const MIN_DISTINCT = 5;

/**
 * What is wrong with a password, or null. `about` are words that belong to the person (name, e-mail). A password that is
 * nothing but common words, years, counting and punctuation is common however long it is.
 */
export function passwordFault(password: string, about: readonly string[] = []): PasswordFault | null {
  const length = [...password].length;
  if (length < PASSWORD_LENGTH.min) return 'too_short';
  if (length > PASSWORD_LENGTH.max) return 'too_long';
  const plain = password.normalize('NFKC').toLowerCase();
  if (new Set(foldRuns(plain)).size < MIN_DISTINCT || isRepetition(plain)) return 'repetitive';
  if (onlyCommon(plain, COMMON)) return 'common';
  const own = about.flatMap((word) => word.toLowerCase().split(/[^\p{L}\p{N}]+/u)).filter((word) => word.length >= 3);
  if (own.some((word) => plain.includes(word)) && onlyCommon(plain, [...COMMON, ...own])) return 'personal';
  return null;
}

/** True when no more than three letters are left once the words are taken out. */
function onlyCommon(plain: string, words: readonly string[]): boolean {
  const longestFirst = [...words].sort((a, b) => b.length - a.length);
  return [plain, unleet(plain)].some((form) => {
    let rest = form;
    for (const word of longestFirst) rest = rest.replaceAll(word, ' ');
    return rest.replaceAll(/[^\p{L}]/gu, '').length <= 3;
  });
}

function unleet(plain: string): string {
  return [...plain].map((letter) => LEET[letter] ?? letter).join('');
}

/** `abcdefgh1234` → one character for each run. */
function foldRuns(plain: string): string {
  let folded = '';
  for (let at = 0; at < plain.length;) {
    let end = at + 4;
    while (end <= plain.length && ROWS.some((row) => row.includes(plain.slice(at, end)))) end += 1;
    folded += plain[at] ?? '';
    at = end > at + 4 ? end - 1 : at + 1;
  }
  return folded;
}

/** The same piece over and over: `abcabcabcabc`. */
function isRepetition(plain: string): boolean {
  for (let size = 1; size <= plain.length / 3; size += 1) {
    if (
      plain ===
      plain
        .slice(0, size)
        .repeat(Math.ceil(plain.length / size))
        .slice(0, plain.length)
    )
      return true;
  }
  return false;
}
