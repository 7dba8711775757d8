import { REPORT_IMPERSONATION, REPORT_OTHER, REPORT_SPAM, REPORT_TERROR } from './flag-wording.js';
import type { Network, NetworkPost, NetworkSubject, PlatformCode } from './network.js';
import { Random } from './random.js';

/** Codes of the sources that the sample flags through. */
export type FlagSource =
  `${PlatformCode}-reports` | 'referral-unit' | 'match-detector' | 'trusted-watch' | 'removal-orders' | 'safety-staff';

/** Policies that the sample's flags name. */
export type FlagPolicy =
  'terrorist-content' | 'incitement' | 'spam' | 'impersonation' | 'harassment' | 'child-safety' | 'threat-to-life';

/** One report about one subject, before it is written in the words of the intake contract. */
export interface NetworkFlag {
  source: FlagSource;
  externalId: string;
  subject: NetworkSubject;
  reason: string;
  policy: FlagPolicy | null;
  /** 0 to 1, detectors only. */
  confidence: number | null;
  /** The authority's or flagger's own number. */
  reference: string | null;
  /** Opaque to the desk; null for machines and authorities. */
  reporter: string | null;
  hoursAgo: number;
  posts: NetworkPost[];
}

const OPERATION_CHANNELS = new Set(['hub', 'relay', 'backup', 'recreated', 'chat']);
const PERSONS_OF_INTEREST = new Set([
  'administrator',
  'follower',
  'journalist',
  'researcher',
  'research_archive',
  'newsroom',
]);
const REPORTERS = 700;

/**
 * A few thousand flags on a network, the same for the same seed: many people report the hubs, few the backups; an
 * authority refers most channels and, too broadly, accounts that merely follow them, journalists and researchers among
 * those; a detector and a trusted flagger add theirs; one reporter floods newsrooms.
 */
export function generateFlags(network: Network, seed: string): NetworkFlag[] {
  const random = new Random(`${seed}/flags`);
  const flags: NetworkFlag[] = [];
  const followed = new Set(network.links.filter((link) => link.kind === 'member_of').map((link) => link.from));
  const add = (
    source: FlagSource,
    subject: NetworkSubject,
    reason: string,
    policy: FlagPolicy | null,
    more: Partial<NetworkFlag> = {},
  ) =>
    flags.push({
      source,
      externalId: `${source}-${String(flags.length + 1).padStart(6, '0')}`,
      subject,
      reason,
      policy,
      confidence: null,
      reference: null,
      reporter: null,
      hoursAgo: random.int(0, 71),
      posts: random.sample(subject.posts, random.int(1, 2)),
      ...more,
    });
  const report = (subject: NetworkSubject, reason: string, policy: FlagPolicy | null) =>
    add(`${subject.platform}-reports`, subject, reason, policy, { reporter: `reporter-${random.int(1, REPORTERS)}` });
  const refer = (subject: NetworkSubject) =>
    add('referral-unit', subject, 'Referred for review under the terms of service', 'terrorist-content', {
      reference: `REF-2019-${String(flags.length + 1).padStart(5, '0')}`,
      hoursAgo: random.int(1, 40),
    });

  for (const subject of network.subjects) {
    if (OPERATION_CHANNELS.has(subject.role)) {
      const mean = { hub: 14, relay: 6, backup: 2, recreated: 5, chat: 3 }[subject.role as 'hub'];
      for (let n = random.int(Math.floor(mean / 2), Math.ceil(mean * 1.5)); n > 0; n -= 1) {
        report(
          subject,
          random.pick(REPORT_TERROR[subject.language]),
          random.chance(0.8) ? 'terrorist-content' : 'incitement',
        );
      }
      if (random.chance(0.7)) refer(subject);
      if (random.chance(0.5)) {
        add('match-detector', subject, 'Shared file matches a known list', 'terrorist-content', {
          confidence: Math.round((0.7 + random.next() * 0.29) * 100) / 100,
        });
      }
      if (random.chance(0.18))
        add('trusted-watch', subject, 'Seen re-posting after a removal', 'terrorist-content', {
          reference: `TW-${random.int(1_000, 9_999)}`,
        });
    } else if (subject.role === 'administrator') {
      if (random.chance(0.55)) refer(subject);
      if (random.chance(0.3)) report(subject, random.pick(REPORT_TERROR[subject.language]), 'terrorist-content');
    } else if (PERSONS_OF_INTEREST.has(subject.role) && subject.kind === 'account') {
      const share = subject.role === 'follower' ? 0.06 : 0.4;
      if (followed.has(subject.nativeId) && random.chance(share)) refer(subject);
    } else if (subject.role === 'research_archive' && random.chance(0.6)) {
      refer(subject);
    } else if (subject.role === 'spam' || subject.role === 'spam_bot') {
      for (let n = random.int(2, 9); n > 0; n -= 1) report(subject, random.pick(REPORT_SPAM[subject.language]), 'spam');
    } else if (subject.role === 'impersonator') {
      for (let n = random.int(1, 4); n > 0; n -= 1)
        report(subject, random.pick(REPORT_IMPERSONATION[subject.language]), 'impersonation');
    } else if (subject.role === 'ordinary' && random.chance(0.35)) {
      for (let n = random.int(1, 3); n > 0; n -= 1)
        report(subject, random.pick(REPORT_OTHER[subject.language]), random.chance(0.5) ? 'harassment' : null);
    }
  }

  const newsrooms = network.subjects.filter((subject) => subject.role === 'newsroom');
  for (let n = 0; n < 180; n += 1) {
    const subject = random.pick(newsrooms);
    add('telegram-reports', subject, random.pick(REPORT_TERROR[subject.language]), 'terrorist-content', {
      reporter: 'reporter-flood',
      hoursAgo: random.int(0, 5),
    });
  }
  const ordinary = network.subjects.filter((subject) => subject.role === 'ordinary' && subject.platform === 'telegram');
  for (const subject of random.sample(ordinary, 3)) {
    add(
      'safety-staff',
      subject,
      'A member writes that they will hurt somebody today; words kept by the platform',
      'threat-to-life',
      { hoursAgo: 0, posts: [] },
    );
  }
  for (const subject of random.sample(ordinary, 4)) {
    add('trusted-watch', subject, 'Reported under the child safety policy; no material is attached', 'child-safety', {
      reference: `TW-${random.int(1_000, 9_999)}`,
      posts: [],
    });
  }
  const hubs = network.subjects.filter((subject) => subject.role === 'hub');
  for (const subject of random.sample(hubs, 2)) {
    add('removal-orders', subject, 'Removal order received, one hour to carry it out', 'terrorist-content', {
      reference: `RO-${random.int(100, 999)}/2019`,
      hoursAgo: 0,
    });
  }
  return flags;
}
