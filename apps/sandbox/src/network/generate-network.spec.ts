import { createHash } from 'node:crypto';
import fc from 'fast-check';
import { generateFlags } from './generate-flags.js';
import { generateNetwork, SAMPLE_SEED } from './generate-network.js';
import { LANGUAGES, PLATFORM_CODES, type Network } from './network.js';

const OPERATION_ROLES = new Set(['hub', 'relay', 'backup', 'recreated', 'chat']);

function count<T>(list: readonly T[], match: (item: T) => boolean): number {
  return list.filter(match).length;
}

function fingerprint(network: Network): string {
  return createHash('sha256').update(JSON.stringify(network)).digest('hex');
}

describe('the sample network', () => {
  const network = generateNetwork(SAMPLE_SEED);
  const channels = network.subjects.filter((subject) => OPERATION_ROLES.has(subject.role));
  const byId = new Map(network.subjects.map((one) => [`${one.platform} ${one.nativeId}`, one]));
  const roleOf = (platform: string, id: string) => byId.get(`${platform} ${id}`)?.role ?? '';

  it('is a few hundred channels with administrators, followers, backups, and channels made anew', () => {
    expect(count(channels, (one) => one.platform === 'telegram')).toBeGreaterThanOrEqual(200);
    expect(channels.length).toBeLessThanOrEqual(600);
    expect(count(channels, (one) => one.role === 'backup')).toBeGreaterThanOrEqual(40);
    expect(count(network.subjects, (one) => one.role === 'administrator')).toBeGreaterThanOrEqual(100);
    expect(count(network.subjects, (one) => one.role === 'follower')).toBe(1_200);
  });

  it('re-appears on TamTam with about fifty channels, and lives there for days', () => {
    const moved = channels.filter((one) => one.platform === 'tamtam');
    expect(moved.length).toBeGreaterThanOrEqual(40);
    expect(moved.length).toBeLessThanOrEqual(65);
    expect(moved.every((one) => one.createdDaysAgo <= 14)).toBe(true);
  });

  it('makes every channel anew within a fortnight', () => {
    for (const one of channels) if (one.role === 'recreated') expect(one.createdDaysAgo).toBeLessThanOrEqual(14);
  });

  it('is mostly Arabic, and has English, French and Russian', () => {
    const share = (language: string) => count(channels, (one) => one.language === language) / channels.length;
    expect(share('ar')).toBeGreaterThan(0.45);
    for (const language of LANGUAGES) expect(share(language)).toBeGreaterThan(0.05);
  });

  it('has newsrooms, journalists, rights archives and researchers who follow the operations for work', () => {
    for (const role of ['newsroom', 'journalist', 'research_archive', 'researcher'] as const) {
      expect(count(network.subjects, (one) => one.role === role)).toBeGreaterThanOrEqual(8);
    }
    const watched = network.links.filter(
      (link) => link.kind === 'member_of' && OPERATION_ROLES.has(roleOf(link.platform, link.to)),
    );
    for (const role of ['journalist', 'researcher']) {
      expect(watched.some((link) => roleOf(link.platform, link.from) === role)).toBe(true);
    }
  });

  it('gives people of press and research a profile that says so', () => {
    for (const one of network.subjects) {
      if (one.role === 'journalist' || one.role === 'researcher') expect(one.description).toMatch(/\S+\.example/);
    }
  });

  it('writes only reserved domains, no address, no phone number and no real server', () => {
    const text = network.subjects
      .flatMap((one) => [one.title, one.description, one.handle ?? '', ...one.posts.map((post) => post.text)])
      .join('\n');
    for (const [domain = ''] of text.matchAll(/[\w-]+(?:\.[\w-]+)+/g)) expect(domain).toMatch(/\.example$|^\d+\.\d+$/);
    expect(text).not.toMatch(/https?:|\+\d{6,}|\S+@\S+\.\S+/);
  });

  it('uses names that each platform would take', () => {
    for (const one of network.subjects) {
      if (one.platform === 'telegram' && one.handle !== null)
        expect(one.handle).toMatch(/^[A-Za-z](?:_?[A-Za-z0-9]){4,31}$/);
      if (one.platform === 'matrix') expect(one.nativeId).toMatch(/^[!@][^:]+:matrix\.sample\.example$/);
    }
  });
});

describe('any generated network', () => {
  it('is the same for the same seed and another for another', () => {
    fc.assert(
      fc.property(fc.string(), fc.string(), (one, other) => {
        const first = fingerprint(generateNetwork(one));
        expect(fingerprint(generateNetwork(one))).toBe(first);
        if (one !== other) expect(fingerprint(generateNetwork(other))).not.toBe(first);
      }),
      { numRuns: 5 },
    );
  });

  it('names nobody twice and links only what exists, each pair once', () => {
    fc.assert(
      fc.property(fc.string(), (seed) => {
        const { subjects, links } = generateNetwork(seed);
        const ids = new Set(subjects.map((one) => `${one.platform} ${one.nativeId}`));
        const handles = subjects.flatMap((one) =>
          one.handle === null ? [] : [`${one.platform} ${one.handle.toLowerCase()}`],
        );
        expect(ids.size).toBe(subjects.length);
        expect(new Set(handles).size).toBe(handles.length);
        const wrong = links.filter(
          (link) =>
            link.from === link.to ||
            !ids.has(`${link.platform} ${link.from}`) ||
            !ids.has(`${link.platform} ${link.to}`) ||
            link.lastDaysAgo > link.firstDaysAgo,
        );
        expect(wrong).toEqual([]);
        expect(new Set(links.map((link) => `${link.kind} ${link.platform} ${link.from} ${link.to}`)).size).toBe(
          links.length,
        );
      }),
      { numRuns: 5 },
    );
  });
});

describe('the sample flags', () => {
  const network = generateNetwork(SAMPLE_SEED);
  const flags = generateFlags(network, SAMPLE_SEED);

  it('are a few thousand, the same for the same seed, each with an id of its own', () => {
    expect(flags.length).toBeGreaterThanOrEqual(2_000);
    expect(flags.length).toBeLessThanOrEqual(6_000);
    expect(new Set(flags.map((flag) => flag.externalId)).size).toBe(flags.length);
    expect(generateFlags(generateNetwork(SAMPLE_SEED), SAMPLE_SEED)).toEqual(flags);
  });

  it('come from people, an authority, a detector, a trusted flagger, on every platform', () => {
    const sources = new Set(flags.map((flag) => flag.source));
    for (const code of PLATFORM_CODES) expect(sources).toContain(`${code}-reports`);
    for (const source of ['referral-unit', 'match-detector', 'trusted-watch'] as const)
      expect(sources).toContain(source);
  });

  it('refer journalists and researchers too: the sweep was too broad', () => {
    const swept = flags.filter((flag) => flag.source === 'referral-unit').map((flag) => flag.subject.role);
    expect(swept).toContain('journalist');
    expect(swept).toContain('researcher');
  });

  it('include one reporter who floods newsrooms', () => {
    const flood = flags.filter((flag) => flag.reporter === 'reporter-flood');
    expect(flood.length).toBeGreaterThanOrEqual(100);
    expect(new Set(flood.map((flag) => flag.subject.role))).toEqual(new Set(['newsroom']));
  });

  it('attach nothing to reports of child safety and of threats to life', () => {
    const reserved = flags.filter((flag) => flag.policy === 'child-safety' || flag.policy === 'threat-to-life');
    expect(reserved.length).toBeGreaterThan(0);
    for (const flag of reserved) expect(flag.posts).toEqual([]);
  });
});
