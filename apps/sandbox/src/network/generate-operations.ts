import { LANGUAGES, type Language, type NetworkSubject, type PlatformCode } from './network.js';
import type { NetworkBuilder } from './network-builder.js';
import { operationPosts, range } from './generate-posts.js';
import type { Random } from './random.js';
import {
  ADMIN_WORDS,
  BACKUP_MARKS,
  CHAT_MARKS,
  OPERATION_ABOUT,
  OPERATION_TITLES,
  READER_WORDS,
  RETURN_MARKS,
  THEMES,
  type Theme,
} from './wording.js';

/** Twenty operations by main language; the shares follow what was removed in November 2019: mostly Arabic. */
const OPERATION_LANGUAGES: readonly Language[] = [...'aaaaaaaaaaaeeeeffrrr'].map((letter) =>
  letter === 'a' ? 'ar' : letter === 'e' ? 'en' : letter === 'f' ? 'fr' : 'ru',
);

const FOLLOWERS = 1_200;

/** Channels on Telegram that one group of administrators runs. */
export interface Operation {
  theme: Theme;
  language: Language;
  number: number;
  hub: NetworkSubject;
  /** On Telegram, the hub among them. */
  channels: NetworkSubject[];
}

export function addOperations(builder: NetworkBuilder, random: Random): Operation[] {
  return OPERATION_LANGUAGES.map((language, number) =>
    addOperation(builder, random, themeAt(number), language, number),
  );
}

function themeAt(number: number): Theme {
  const theme = THEMES[number % THEMES.length];
  if (!theme) throw new Error('no themes');
  return theme;
}

function addOperation(
  builder: NetworkBuilder,
  random: Random,
  theme: Theme,
  language: Language,
  number: number,
): Operation {
  const channel = (role: NetworkSubject['role'], stem: string, title: string, median: number, createdDaysAgo: number) =>
    builder.add({
      platform: 'telegram',
      kind: role === 'chat' ? 'group' : 'channel',
      stem: `${theme.latin}_${stem}`,
      title,
      description: OPERATION_ABOUT[language],
      audience: random.size(median, 2.2),
      language,
      createdDaysAgo,
      role,
      operation: number,
      posts: operationPosts(random, language, role === 'hub' || role === 'relay' || role === 'recreated'),
    });
  const titles = random
    .sample(OPERATION_TITLES[language], OPERATION_TITLES[language].length)
    .map((title) => title.replace('{t}', theme[language]));
  const titleAt = (index: number) => titles[index % titles.length] ?? theme[language];
  const hub = channel('hub', 'main', titleAt(0), 14_000, random.int(200, 700));
  const relays = range(random.int(4, 6)).map((index) =>
    channel('relay', 'relay', titleAt(index + 1), 2_400, random.int(60, 400)),
  );
  const backups = range(random.int(2, 3)).map((index) =>
    channel('backup', 'backup', `${titleAt(0)} · ${BACKUP_MARKS[language]} ${index + 1}`, 900, random.int(30, 180)),
  );
  const anew = range(random.int(1, 3)).map((index) =>
    channel('recreated', 'returned', `${titleAt(0)} · ${RETURN_MARKS[language]} ${index + 2}`, 380, random.int(1, 14)),
  );
  const chats = random.chance(0.6)
    ? [channel('chat', 'chat', `${CHAT_MARKS[language]} ${theme[language]}`, 500, random.int(30, 300))]
    : [];
  for (const relay of relays) {
    builder.link('forwards_from', relay, hub, random.int(20, 400), random.int(0, 3));
    if (random.chance(0.5))
      builder.link('invites_to', relay, random.pick(backups), random.int(1, 12), random.int(0, 5));
  }
  for (const backup of backups) builder.link('backup_of', backup, hub, 1, random.int(0, 10));
  for (const returned of anew) {
    builder.link('forwards_from', returned, hub, random.int(5, 80), random.int(0, 2));
    builder.link('invites_to', random.pick([...relays, ...chats]), returned, random.int(1, 20), random.int(0, 2));
  }
  for (const chat of chats) builder.link('invites_to', chat, random.pick(backups), random.int(1, 9), random.int(0, 4));
  const channels = [hub, ...relays, ...backups, ...anew, ...chats];
  addAdministrators(builder, random, theme, language, number, channels);
  return { theme, language, number, hub, channels };
}

function addAdministrators(
  builder: NetworkBuilder,
  random: Random,
  theme: Theme,
  language: Language,
  operation: number,
  channels: readonly NetworkSubject[],
): void {
  const people = range(random.int(4, 8)).map(() =>
    builder.add({
      platform: 'telegram',
      kind: 'account',
      stem: `${theme.latin}_courier`,
      title: `${ADMIN_WORDS[language]} ${theme[language]} ${random.int(10, 99)}`,
      description: '',
      audience: null,
      language,
      createdDaysAgo: random.int(20, 600),
      role: 'administrator',
      operation,
    }),
  );
  for (const channel of channels) {
    for (const person of random.sample(people, random.int(1, 3)))
      builder.link('administers', person, channel, 1, random.int(0, 6));
  }
}

export function addFollowers(builder: NetworkBuilder, random: Random, channels: readonly NetworkSubject[]): void {
  for (const index of range(FOLLOWERS)) {
    const channel = random.pick(channels);
    const language = random.chance(0.85) ? channel.language : random.pick(LANGUAGES);
    const follower = builder.add({
      platform: 'telegram',
      kind: 'account',
      stem: random.chance(0.4) ? `reader_${1_000 + index}` : null,
      title: `${READER_WORDS[language]} ${random.int(100, 9_999)}`,
      description: '',
      audience: null,
      language,
      createdDaysAgo: random.int(3, 900),
      role: 'follower',
    });
    const others = random.sample(channels, random.int(0, 3));
    for (const followed of [channel, ...others]) builder.link('member_of', follower, followed, 1, random.int(0, 20));
  }
}

/** About fifty channels re-appear on TamTam, fewer on Matrix, each with somebody who runs it. */
export function addMigration(builder: NetworkBuilder, random: Random, operations: readonly Operation[]): void {
  const moved: readonly (readonly [PlatformCode, number, number])[] = [
    ['tamtam', 3, 2],
    ['matrix', 1, 1],
  ];
  for (const [platform, most, least] of moved) {
    for (const operation of operations) {
      const channels = range(random.int(least, most)).map((index) =>
        builder.add({
          platform,
          kind: platform === 'matrix' && random.chance(0.5) ? 'group' : 'channel',
          stem: `${operation.theme.latin}_${index === 0 ? 'main' : 'relay'}`,
          title: operation.channels[index]?.title ?? operation.hub.title,
          description: OPERATION_ABOUT[operation.language],
          audience: random.size(platform === 'tamtam' ? 420 : 90, 2),
          language: operation.language,
          createdDaysAgo: random.int(1, 10),
          role: 'recreated',
          operation: operation.number,
          posts: operationPosts(random, operation.language, true),
        }),
      );
      const [first] = channels;
      const runner = builder.add({
        platform,
        kind: 'account',
        stem: `${operation.theme.latin}_courier`,
        title: `${ADMIN_WORDS[operation.language]} ${operation.theme[operation.language]} ${random.int(10, 99)}`,
        description: '',
        audience: null,
        language: operation.language,
        createdDaysAgo: random.int(2, 12),
        role: 'administrator',
        operation: operation.number,
      });
      for (const channel of channels) {
        builder.link('administers', runner, channel, 1, 0);
        if (first) builder.link('forwards_from', channel, first, random.int(2, 40), 0);
      }
    }
  }
}
