import { fold } from '@mizan/subjects/subjects.service.js';
import { domainOf } from './identifier-rules.js';
import {
  CLASS_THRESHOLD,
  OTHER_MEANINGS,
  PHRASE_RULES,
  PROPAGANDA,
  SITE_RULES,
  TURNED_AWAY,
  VERIFIED_BADGE_WEIGHT,
  type PhraseCode,
  type PhraseRule,
  type SignalClass,
} from './signal-lexicon.js';

/** What somebody says of themselves in public. */
export interface PublicProfile {
  readonly name: string | null;
  readonly bio: string | null;
  readonly url: string | null;
  readonly verified: boolean;
}

export type SignalCode = PhraseCode | 'press_domain' | 'verified_badge';

/** One public fact that asks for care; it decides nothing. */
export interface Signal {
  readonly code: SignalCode;
  /** Null for the badge, which says that it is them, not who they are. */
  readonly class: SignalClass | null;
  /** 0 to 1. */
  readonly weight: number;
  /** The words or the site it rests on, as they stand in the folded text. */
  readonly words: string;
}

export interface SignalReading {
  /** The class that the signals make likeliest; null below CLASS_THRESHOLD. */
  readonly class: SignalClass | null;
  /** 0 to 1, two decimals: the chance that not all of them mislead, were they independent. */
  readonly score: number;
  readonly signals: readonly Signal[];
}

interface Phrase {
  readonly words: readonly string[];
  readonly rule: PhraseRule | null;
}

/** How many words before a profession may turn it away: "not really a", "жена военного". */
const TURN_REACH = 3;
const MAX_TEXT = 4_000;

/** Reads the signals of a profile. */
export function readSignals(profile: PublicProfile): SignalReading {
  const text = [profile.name, profile.bio].filter(Boolean).join('\n').slice(0, MAX_TEXT);
  const sentences = sentencesOf(text);
  const propaganda = sentences.some((words) => found(words, PROPAGANDA_PHRASES).length > 0);
  const signals = new Map<string, Signal>();
  const keep = (signal: Signal) => {
    const name = `${signal.code} ${signal.class ?? ''}`;
    const known = signals.get(name);
    if (!known || known.weight < signal.weight) signals.set(name, signal);
  };
  if (!propaganda) for (const words of sentences) for (const signal of professions(words)) keep(signal);
  for (const host of hostsOf(profile)) for (const signal of sites(host)) keep(signal);
  if (profile.verified) keep({ code: 'verified_badge', class: null, weight: VERIFIED_BADGE_WEIGHT, words: '' });
  return weigh([...signals.values()]);
}

/** The reading of a list of signals: the likeliest class and its score, which the badge raises and never makes. */
export function weigh(signals: readonly Signal[]): SignalReading {
  const missed = new Map<SignalClass, number>();
  for (const signal of signals) {
    if (signal.class !== null) missed.set(signal.class, (missed.get(signal.class) ?? 1) * (1 - signal.weight));
  }
  const [best] = [...missed].sort((a, b) => a[1] - b[1] || (a[0] < b[0] ? -1 : 1));
  const badge = signals.find((signal) => signal.class === null)?.weight ?? 0;
  const score = best ? Math.round((1 - best[1] * (1 - badge)) * 100) / 100 : 0;
  return { class: best && 1 - best[1] >= CLASS_THRESHOLD ? best[0] : null, score, signals };
}

function professions(words: readonly string[]): Signal[] {
  const other = found(words, OTHER_PHRASES);
  const turned = found(words, TURNED_PHRASES);
  return found(words, RULE_PHRASES).flatMap(({ from, to, phrase }) => {
    const covered =
      other.some((one) => one.from <= from && one.to >= to) || other.some((one) => one.from < to && one.to > from);
    const away = turned.some((one) => one.to <= from && from - one.to < TURN_REACH);
    if (!phrase.rule || covered || away) return [];
    const { code, class: who, weight } = phrase.rule;
    return [{ code, class: who, weight, words: words.slice(from, to).join(' ') }];
  });
}

function sites(host: string): Signal[] {
  return SITES.flatMap(({ matches, rule }) =>
    matches.some((pattern) => pattern.test(host))
      ? [{ code: rule.code, class: rule.class, weight: rule.weight, words: host }]
      : [],
  );
}

/** The site that is given, and sites written out in the text. */
function hostsOf(profile: PublicProfile): string[] {
  const written = (profile.bio ?? '').match(/(?:https?:\/\/)?(?:[\p{L}\p{N}-]+\.)+\p{L}{2,}/giu) ?? [];
  const hosts = [profile.url ?? '', ...written].map((text) => domainOf(text));
  return [...new Set(hosts.filter((host) => host !== null))].slice(0, 10);
}

/** Folded words, sentence by sentence: what is said in one does not turn what is said in the next. */
function sentencesOf(text: string): string[][] {
  return fold(text)
    .normalize('NFD')
    .replace(/[\u0300-\u036f]/g, '')
    .split(/[.!?\n|,،;؛/·•—–]+/u)
    .map((sentence) => sentence.match(/[\p{L}\p{N}]+/gu) ?? [])
    .filter((words) => words.length > 0);
}

interface Hit {
  readonly from: number;
  readonly to: number;
  readonly phrase: Phrase;
}

function found(words: readonly string[], index: ReadonlyMap<string, readonly Phrase[]>): Hit[] {
  return words.flatMap((_word, from) =>
    candidates(words[from] ?? '', index).flatMap((phrase) => {
      const to = from + phrase.words.length;
      const fits =
        to <= words.length && phrase.words.every((pattern, place) => fitsWord(words[from + place] ?? '', pattern));
      return fits ? [{ from, to, phrase }] : [];
    }),
  );
}

/** Phrases whose first word may be this one: by its first two letters, with and without what Arabic joins to a word. */
function candidates(word: string, index: ReadonlyMap<string, readonly Phrase[]>): Phrase[] {
  const keys = new Set(bare(word).map((form) => form.slice(0, 2)));
  return [...keys].flatMap((key) => index.get(key) ?? []);
}

function fitsWord(word: string, pattern: string): boolean {
  if (pattern === '*') return true;
  const stem = pattern.endsWith('*') ? pattern.slice(0, -1) : null;
  return bare(word).some((form) => (stem === null ? form === pattern : form.startsWith(stem)));
}

/** An Arabic word as it is and without article, conjunction and preposition. */
function bare(word: string): string[] {
  const forms = [word];
  for (const joined of ['وال', 'بال', 'كال', 'فال', 'لل', 'ال', 'و', 'ل', 'ب', 'ف']) {
    if (word.startsWith(joined) && word.length - joined.length >= 3) forms.push(word.slice(joined.length));
  }
  return forms;
}

function indexOf(phrases: readonly { readonly text: string; readonly rule: PhraseRule | null }[]) {
  const index = new Map<string, Phrase[]>();
  for (const { text, rule } of phrases) {
    const words = fold(text)
      .normalize('NFD')
      .replace(/[\u0300-\u036f]/g, '')
      .split(/\s+/);
    const key = (words[0] ?? '').replace('*', '').slice(0, 2);
    index.set(key, [...(index.get(key) ?? []), { words, rule }]);
  }
  return index;
}

const RULE_PHRASES = indexOf(PHRASE_RULES.flatMap((rule) => rule.phrases.map((text) => ({ text, rule }))));
const plain = (list: readonly string[]) => indexOf(list.map((text) => ({ text, rule: null })));
const OTHER_PHRASES = plain(OTHER_MEANINGS);
const TURNED_PHRASES = plain(TURNED_AWAY);
const PROPAGANDA_PHRASES = plain(PROPAGANDA);
const SITES = SITE_RULES.map((rule) => ({
  rule,
  matches: rule.hosts.map((host) => {
    const body = host.replaceAll('.', '\\.').replaceAll('?', '[a-z]').replace(/\*/g, '.*');
    return new RegExp(host.startsWith('*') ? `^${body}$` : `(?:^|\\.)${body}$`);
  }),
}));
