import {
  LANGUAGES,
  type Language,
  type Network,
  type NetworkPost,
  type NetworkSubject,
  type PlatformCode,
} from './network.js';
import { NetworkBuilder } from './network-builder.js';
import { Random } from './random.js';
import {
  ADMIN_WORDS,
  BACKUP_MARKS,
  CHAT_MARKS,
  GIVEN_NAMES,
  NEWS_POSTS,
  NEWS_TITLES,
  OPERATION_ABOUT,
  OPERATION_POSTS,
  OPERATION_TITLES,
  ORDINARY,
  PRESS_BIOS,
  READER_WORDS,
  RESEARCH_BIOS,
  RESEARCH_TITLES,
  RETURN_MARKS,
  SPAM,
  STANDS_IN,
  THEMES,
  type Theme,
} from './wording.js';

/** Seed of the sample that comes with the desk. */
export const SAMPLE_SEED = 'november-2019';

/** Twenty operations by main language; the shares follow what was removed in November 2019: mostly Arabic. */
const OPERATION_LANGUAGES: readonly Language[] = [...'aaaaaaaaaaaeeeeffrrr'].map((letter) =>
  letter === 'a' ? 'ar' : letter === 'e' ? 'en' : letter === 'f' ? 'fr' : 'ru',
);

const COUNTS = {
  followers: 1_200,
  newsrooms: 16,
  journalists: 32,
  archives: 8,
  researchers: 24,
  ordinary: 140,
  ordinaryAccounts: 60,
  spam: 24,
  spamBots: 12,
  impersonators: 10,
};

/**
 * A network after the figures of November 2019, the same for the same seed: operations with a hub, relays, backups and
 * channels made anew within the last fortnight (mean life then: 14 days), their administrators and followers on three
 * platforms, about fifty of them re-appearing on TamTam; and, among all that, newsrooms, journalists, rights archives
 * and researchers who follow them for work, besides ordinary channels, spam and impersonators.
 * All names are invented and all wording is neutral. Figures: CREST 2021; press reports of 25 Nov to 3 Dec 2019.
 */
export function generateNetwork(seed: string): Network {
  const random = new Random(`${seed}/network`);
  const builder = new NetworkBuilder(seed);
  const operations = OPERATION_LANGUAGES.map((language, number) =>
    addOperation(builder, random, themeAt(number), language, number),
  );
  const channels = operations.flatMap((operation) => operation.channels);
  addFollowers(builder, random, channels);
  addPress(builder, random, channels);
  addResearch(builder, random, channels);
  addMigration(builder, random, operations);
  addOrdinary(builder, random);
  addSpam(builder, random);
  return builder.build();
}

function themeAt(number: number): Theme {
  const theme = THEMES[number % THEMES.length];
  if (!theme) throw new Error('no themes');
  return theme;
}

interface Operation {
  theme: Theme;
  language: Language;
  number: number;
  hub: NetworkSubject;
  /** On Telegram, the hub among them. */
  channels: NetworkSubject[];
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

function addFollowers(builder: NetworkBuilder, random: Random, channels: readonly NetworkSubject[]): void {
  for (const index of range(COUNTS.followers)) {
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

function addPress(builder: NetworkBuilder, random: Random, channels: readonly NetworkSubject[]): void {
  const rooms = range(COUNTS.newsrooms).map((index) => {
    const language = LANGUAGES[index % LANGUAGES.length] ?? 'en';
    const theme = random.pick(THEMES);
    return builder.add({
      platform: 'telegram',
      kind: 'channel',
      stem: `${theme.latin}_news`,
      title: random.pick(NEWS_TITLES[language]).replace('{t}', theme[language]),
      description: `${theme.latin}news.example`,
      audience: random.size(90_000, 4),
      language,
      createdDaysAgo: random.int(400, 2_000),
      role: 'newsroom',
      verifiedBadge: random.chance(0.6),
      posts: range(random.int(3, 5)).map(() => post(random, random.pick(NEWS_POSTS[language]), language)),
    });
  });
  for (const index of range(COUNTS.journalists)) {
    const room = rooms[index % rooms.length];
    if (!room) continue;
    const person = builder.add({
      platform: 'telegram',
      kind: 'account',
      stem: `desk_${index + 101}`,
      title: `${random.pick(GIVEN_NAMES[room.language])} · ${room.title}`,
      description: PRESS_BIOS[room.language].replace('{d}', room.description),
      audience: null,
      language: room.language,
      createdDaysAgo: random.int(300, 1_800),
      role: 'journalist',
    });
    builder.link('administers', person, room, 1, random.int(0, 4));
    for (const followed of random.sample(channels, random.int(2, 6)))
      builder.link('member_of', person, followed, 1, random.int(0, 9));
  }
  for (const room of rooms)
    builder.link('forwards_from', room, random.pick(channels), random.int(1, 3), random.int(0, 30));
}

function addResearch(builder: NetworkBuilder, random: Random, channels: readonly NetworkSubject[]): void {
  const houses = range(COUNTS.archives).map((index) => {
    const language = LANGUAGES[index % LANGUAGES.length] ?? 'en';
    const theme = random.pick(THEMES);
    return builder.add({
      platform: 'telegram',
      kind: 'channel',
      stem: `${theme.latin}_archive_lab`,
      title: random.pick(RESEARCH_TITLES[language]).replace('{t}', theme[language]),
      description: `${theme.latin}-lab.example`,
      audience: random.size(3_000, 2.5),
      language,
      createdDaysAgo: random.int(300, 1_500),
      role: 'research_archive',
      posts: range(3).map(() => post(random, random.pick(NEWS_POSTS[language]), language)),
    });
  });
  for (const index of range(COUNTS.researchers)) {
    const house = houses[index % houses.length];
    if (!house) continue;
    const person = builder.add({
      platform: 'telegram',
      kind: 'account',
      stem: `field_${index + 201}`,
      title: `${random.pick(GIVEN_NAMES[house.language])} · ${house.description}`,
      description: RESEARCH_BIOS[house.language].replace('{d}', house.description),
      audience: null,
      language: house.language,
      createdDaysAgo: random.int(200, 1_600),
      role: 'researcher',
    });
    builder.link('administers', person, house, 1, random.int(0, 9));
    for (const followed of random.sample(channels, random.int(4, 12)))
      builder.link('member_of', person, followed, 1, random.int(0, 5));
  }
}

/** About fifty channels re-appear on TamTam, fewer on Matrix, each with somebody who runs it. */
function addMigration(builder: NetworkBuilder, random: Random, operations: readonly Operation[]): void {
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

function addOrdinary(builder: NetworkBuilder, random: Random): void {
  const channels = range(COUNTS.ordinary).map((index) => {
    const language = random.pick(['ar', 'ar', 'ar', 'en', 'en', 'en', 'fr', 'ru', 'ru'] as const);
    const [title, ...texts] = random.pick(ORDINARY[language]);
    const platform: PlatformCode = index % 10 === 0 ? 'matrix' : index % 7 === 0 ? 'tamtam' : 'telegram';
    return builder.add({
      platform,
      kind: random.chance(0.2) ? 'group' : 'channel',
      stem: `local_${index + 301}`,
      title: `${title} ${random.int(1, 60)}`,
      description: '',
      audience: random.size(1_800, 4),
      language,
      createdDaysAgo: random.int(60, 2_200),
      role: 'ordinary',
      verifiedBadge: random.chance(0.05),
      posts: texts.map((text) => post(random, text, language)),
    });
  });
  for (const index of range(COUNTS.ordinaryAccounts)) {
    const channel = random.pick(channels);
    const person = builder.add({
      platform: channel.platform,
      kind: 'account',
      stem: `neighbour_${index + 401}`,
      title: `${random.pick(GIVEN_NAMES[channel.language])} ${random.int(2, 99)}`,
      description: '',
      audience: null,
      language: channel.language,
      createdDaysAgo: random.int(60, 2_000),
      role: 'ordinary_account',
    });
    builder.link(random.chance(0.4) ? 'administers' : 'member_of', person, channel, 1, random.int(0, 9));
  }
}

function addSpam(builder: NetworkBuilder, random: Random): void {
  const kinds = [
    ...range(COUNTS.spam).map(() => 'channel' as const),
    ...range(COUNTS.spamBots).map(() => 'bot' as const),
  ];
  for (const [index, kind] of kinds.entries()) {
    const language = random.pick(LANGUAGES);
    const [title, text] = SPAM[language];
    builder.add({
      platform: 'telegram',
      kind,
      stem: `profit_${index + 501}${kind === 'bot' ? '_bot' : ''}`,
      title: `${title} ${random.int(2, 99)}`,
      description: '',
      audience: kind === 'bot' ? null : random.size(4_000, 3),
      language,
      createdDaysAgo: random.int(1, 60),
      role: kind === 'bot' ? 'spam_bot' : 'spam',
      posts: [post(random, text, language), post(random, text, language)],
    });
  }
  // Look-alikes hide in characters nobody sees: right-to-left override, zero-width space, stretched letters.
  const tricks = [
    '\u202Eyliad ruobraH\u202C',
    'Harbour\u200B Daily',
    'صحيفـــــــة المرفأ',
    'Hаrbour Daily',
    'The\u00AD Harbour Daily',
  ];
  for (const index of range(COUNTS.impersonators)) {
    const title = tricks[index % tricks.length] ?? 'Harbour Daily';
    builder.add({
      platform: 'telegram',
      kind: 'channel',
      stem: `harbourdaily_${index + 601}`,
      title,
      description: 'marfanews.example',
      audience: random.size(700, 2),
      language: index % tricks.length === 2 ? 'ar' : 'en',
      createdDaysAgo: random.int(1, 20),
      role: 'impersonator',
      posts: [post(random, 'Subscribe here, the other channel is closing. Issue {n}.', 'en')],
    });
  }
}

function operationPosts(random: Random, language: Language, standsIn: boolean): NetworkPost[] {
  const posts = range(random.int(3, 6)).map(() => post(random, random.pick(OPERATION_POSTS[language]), language, 0.35));
  return standsIn ? [post(random, STANDS_IN[language], language, 0.5), ...posts] : posts;
}

function post(random: Random, text: string, language: Language, mediaShare = 0.1): NetworkPost {
  const kind = random.pick(['photo', 'photo', 'video', 'document'] as const);
  const mimeType = { photo: 'image/jpeg', video: 'video/mp4', document: 'application/pdf' }[kind];
  return {
    id: '',
    text: text.replace('{n}', String(random.int(2, 96))),
    language,
    hoursAgo: random.int(1, 240),
    media: random.chance(mediaShare)
      ? {
          kind,
          mimeType,
          bytes: random.size(900_000, 4),
          durationSeconds: kind === 'video' ? random.int(8, 600) : null,
        }
      : null,
  };
}

function range(count: number): number[] {
  return Array.from({ length: count }, (_, index) => index);
}
