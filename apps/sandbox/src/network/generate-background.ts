import { LANGUAGES, type PlatformCode } from './network.js';
import type { NetworkBuilder } from './network-builder.js';
import { post, range } from './generate-posts.js';
import type { Random } from './random.js';
import { GIVEN_NAMES, ORDINARY, SPAM } from './wording.js';

const COUNTS = { ordinary: 140, ordinaryAccounts: 60, spam: 24, spamBots: 12, impersonators: 10 };

export function addOrdinary(builder: NetworkBuilder, random: Random): void {
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

export function addSpam(builder: NetworkBuilder, random: Random): void {
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
