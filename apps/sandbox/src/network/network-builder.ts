import type { Language, Network, NetworkLink, NetworkPost, NetworkSubject, PlatformCode, Role } from './network.js';
import { Random } from './random.js';

/** Server name of the pretend Matrix homeserver. */
export const MATRIX_SERVER = 'matrix.sample.example';

interface NewSubject {
  platform: PlatformCode;
  kind: NetworkSubject['kind'];
  /** Latin stem of the handle; null for subjects without a public name. */
  stem: string | null;
  title: string;
  description: string;
  audience: number | null;
  language: Language;
  createdDaysAgo: number;
  role: Role;
  operation?: number | null;
  verifiedBadge?: boolean;
  posts?: NetworkPost[];
}

/** Collects subjects and links; gives out ids and handles in the manner of each platform, none twice. */
export class NetworkBuilder {
  private readonly subjects: NetworkSubject[] = [];
  private readonly links = new Map<string, NetworkLink>();
  private readonly handles = new Set<string>();
  private readonly random: Random;

  constructor(seed: string) {
    this.random = new Random(`${seed}/ids`);
  }

  add(subject: NewSubject): NetworkSubject {
    const { stem, operation = null, verifiedBadge = false, posts = [], ...rest } = subject;
    const name = stem === null ? null : this.freeName(subject.platform, stem);
    const added: NetworkSubject = {
      ...rest,
      nativeId: this.nativeId(subject.platform, subject.kind, name),
      handle: name === null ? null : this.handle(subject.platform, subject.kind, name),
      operation,
      verifiedBadge,
      posts: posts.map((post, index) => ({ ...post, id: this.postId(subject.platform, index) })),
    };
    this.subjects.push(added);
    return added;
  }

  /** Both ends are on one platform; a second link of the same kind between the same two is dropped. */
  link(kind: NetworkLink['kind'], from: NetworkSubject, to: NetworkSubject, weight: number, lastDaysAgo: number): void {
    const key = `${kind} ${from.nativeId} ${to.nativeId}`;
    if (from === to || from.platform !== to.platform || this.links.has(key)) return;
    const firstDaysAgo = Math.min(from.createdDaysAgo, to.createdDaysAgo);
    this.links.set(key, {
      platform: from.platform,
      kind,
      from: from.nativeId,
      to: to.nativeId,
      weight,
      firstDaysAgo,
      lastDaysAgo: Math.min(lastDaysAgo, firstDaysAgo),
    });
  }

  build(): Network {
    return { subjects: this.subjects, links: [...this.links.values()] };
  }

  private freeName(platform: PlatformCode, stem: string): string {
    for (let n = 1; ; n += 1) {
      const name = n === 1 ? stem : `${stem}_${n}`;
      if (!this.handles.has(`${platform}/${name}`)) {
        this.handles.add(`${platform}/${name}`);
        return name;
      }
    }
  }

  private handle(platform: PlatformCode, kind: NetworkSubject['kind'], name: string): string | null {
    if (platform !== 'matrix') return name;
    return kind === 'account' || kind === 'bot' ? null : `#${name}:${MATRIX_SERVER}`;
  }

  private nativeId(platform: PlatformCode, kind: NetworkSubject['kind'], name: string | null): string {
    const place = this.subjects.length;
    const person = kind === 'account' || kind === 'bot';
    // People and channels count apart on Telegram, so an id says which it is, as in exports: user1, channel1.
    if (platform === 'telegram') {
      const number = (person ? 5_100_000_000 : 1_310_000_000) + place * 7_919 + this.random.int(0, 7_000);
      return `${person ? 'user' : 'channel'}${number}`;
    }
    if (platform === 'tamtam')
      return String((person ? 580_000_000_000 : -70_000_000_000_000) + place * 7_919 + this.random.int(0, 7_000));
    if (person) return `@${name ?? `member${place}`}:${MATRIX_SERVER}`;
    return `!${Array.from({ length: 18 }, () => this.random.pick([...'abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ'])).join('')}:${MATRIX_SERVER}`;
  }

  private postId(platform: PlatformCode, index: number): string {
    if (platform === 'matrix') {
      return `$${Array.from({ length: 43 }, () => this.random.pick([...'abcdefghijklmnopqrstuvwxyz0123456789'])).join('')}`;
    }
    return String(11 + index * 3 + this.random.int(0, 2));
  }
}
