import { LANGUAGES, type NetworkSubject } from './network.js';
import type { NetworkBuilder } from './network-builder.js';
import { post, range } from './generate-posts.js';
import type { Random } from './random.js';
import { GIVEN_NAMES, NEWS_POSTS, NEWS_TITLES, PRESS_BIOS, RESEARCH_BIOS, RESEARCH_TITLES, THEMES } from './wording.js';

const COUNTS = { newsrooms: 16, journalists: 32, archives: 8, researchers: 24 };

export function addPress(builder: NetworkBuilder, random: Random, channels: readonly NetworkSubject[]): void {
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

export function addResearch(builder: NetworkBuilder, random: Random, channels: readonly NetworkSubject[]): void {
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
