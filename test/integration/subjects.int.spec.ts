import type { EntityManager } from 'typeorm';
import { AuditService } from '@mizan/audit/audit.service.js';
import { inTransaction } from '@mizan/foundation/database.js';
import { newId } from '@mizan/foundation/ids.js';
import { systemActor } from '@mizan/foundation/acting.js';
import { createPerson, type TestPerson } from '@mizan/identity/identity.builders.js';
import { EvidenceService, type ReceivedEvidence } from '@mizan/subjects/evidence.service.js';
import { SubjectAccessService } from '@mizan/subjects/subject-access.service.js';
import { SubjectFactsService } from '@mizan/subjects/subject-facts.service.js';
import { SubjectLinksService } from '@mizan/subjects/subject-links.service.js';
import { SubjectMergesService } from '@mizan/subjects/subject-merges.service.js';
import { SubjectNotesService } from '@mizan/subjects/subject-notes.service.js';
import { SubjectResolverService } from '@mizan/subjects/subject-resolver.service.js';
import { SubjectSearchService } from '@mizan/subjects/subject-search.service.js';
import { SUBJECTS_ENTITIES } from '@mizan/subjects/subjects.module.js';
import {
  isReferenceFault,
  SubjectsService,
  type SeenSubject,
  type SubjectReference,
} from '@mizan/subjects/subjects.service.js';
import { fold } from '../../libs/subjects/src/fold-rules.js';
import { createTestDatabase, type TestDatabase } from '../support/database.js';

describe('subjects', () => {
  const actor = systemActor('test');
  const audit = new AuditService();
  let database: TestDatabase;
  let platformId: string;
  let lead: TestPerson;
  let subjects: SubjectsService;
  let links: SubjectLinksService;
  let evidence: EvidenceService;
  let merges: SubjectMergesService;
  let notes: SubjectNotesService;
  let search: SubjectSearchService;

  beforeAll(async () => {
    database = await createTestDatabase({ entities: SUBJECTS_ENTITIES });
    const { dataSource } = database;
    const access = new SubjectAccessService(dataSource);
    subjects = new SubjectsService(
      dataSource,
      new SubjectResolverService(audit),
      new SubjectFactsService(audit),
      access,
    );
    links = new SubjectLinksService(dataSource, audit);
    evidence = new EvidenceService(dataSource);
    merges = new SubjectMergesService(dataSource, audit, access);
    notes = new SubjectNotesService(dataSource, audit, access);
    search = new SubjectSearchService(dataSource);
    lead = await createPerson(dataSource, { roles: ['senior_moderator'] });
    const [platform] = await dataSource.query(
      `insert into platform (code, kind, name, connector) values ('telegram', 'telegram', 'Telegram', 'webhook') returning id`,
    );
    platformId = platform.id;
  });
  afterAll(() => database.close());

  const work = <T>(run: (manager: EntityManager) => Promise<T>) => inTransaction(database.dataSource, run);
  const seen = (reference: SubjectReference): SeenSubject => {
    const read = subjects.read('telegram', reference);
    if (isReferenceFault(read)) throw new Error(read.message);
    return { platformId, ...read };
  };
  const resolve = async (...references: SubjectReference[]) =>
    work((manager) => subjects.resolve(manager, actor, references.map(seen)));
  const one = async (reference: SubjectReference) => (await resolve(reference))[0] ?? '';
  const audited = async (kind: string, subjectId: string): Promise<number> => {
    const [row] = await database.dataSource.query(
      'select count(*)::int as n from audit_event where kind = $1 and subject_id = $2',
      [kind, subjectId],
    );
    return row.n;
  };

  it('folds Arabic the same in the database as in the code', async () => {
    const samples = [
      'الأخبار إلى آخر ٱلقرآن',
      'مؤسسة شيء هيئة',
      'على مدرسة',
      'کتاب ہند گھر',
      'مـــرحـــبا',
      'قَـلَـم',
      'ﷺ ﻻ',
      'A\u200bB\u202eC\u2066D',
      'ÀÉÎ Straße',
      'ПРИВЕТ Ёж',
      'ΣΊΣΥΦΟΣ',
      'Ⅷ ①',
      '',
    ];
    const letters = Array.from({ length: 0x700 - 0x600 }, (_unused, index) => String.fromCodePoint(0x600 + index));
    for (const text of [
      ...samples,
      ...letters,
      ...Array.from({ length: 0x400 }, (_unused, index) => String.fromCodePoint(0x80 + index)),
    ]) {
      const [row] = await database.dataSource.query('select mizan_fold($1) as folded', [text]);
      expect([text, fold(text)]).toEqual([text, row.folded]);
    }
  });

  it('is one subject for every spelling of its name', async () => {
    const ids = await resolve(
      { url: 't.me/Spelled_News' },
      { handle: '@spelled_news' },
      { url: 'https://t.me/spelled_news/5' },
      { url: 'tg://resolve?domain=SPELLED_news' },
    );
    expect(new Set(ids).size).toBe(1);
    expect(await one({ handle: 'spelled_news' })).toBe(ids[0]);
    expect(await subjects.get(ids[0] ?? '')).toMatchObject({
      provisional: true,
      handle: 'spelled_news',
      nativeId: null,
    });
  });

  it('promotes a provisional subject when its native id arrives', async () => {
    const id = await one({ handle: 'promoted_one' });
    expect(await one({ handle: 'promoted_one', nativeId: '-1001000000001' })).toBe(id);
    expect(await subjects.get(id)).toMatchObject({
      provisional: false,
      nativeId: '-1001000000001',
      handle: 'promoted_one',
    });
    expect(await one({ nativeId: 'channel1000000001' })).toBe(id);
    expect(await audited('subject.promoted', id)).toBe(1);
  });

  it('starts a new subject when a handle changes its owner, and the old owner keeps its past', async () => {
    const first = await one({ handle: 'wanted_name', nativeId: '501', kind: 'channel' });
    const second = await one({ handle: 'wanted_name', nativeId: '502', kind: 'channel' });
    expect(second).not.toBe(first);
    expect(await one({ handle: 'wanted_name' })).toBe(second);
    expect(await one({ nativeId: '501', kind: 'channel' })).toBe(first);
    expect((await subjects.get(first)).handle).toBeNull();
    const keys = await subjects.keys(first);
    expect(keys.filter((key) => key.kind === 'handle')).toMatchObject([
      { valueNormalised: 'wanted_name', validTo: expect.any(Date) },
    ]);
    expect(await audited('subject.keyLost', first)).toBe(1);
  });

  it('lets no two subjects have one name at one time', async () => {
    const [a, b] = [await one({ handle: 'mine_alone' }), await one({ handle: 'another_one' })];
    expect(a).not.toBe(b);
    await expect(
      database.dataSource.query(
        `insert into subject_key (platform_id, kind, value_normalised, value_as_seen, subject_id, valid_from, valid_to)
         select platform_id, kind, value_normalised, value_as_seen, $2, valid_from + interval '1 microsecond', null from subject_key where subject_id = $1`,
        [a, b],
      ),
    ).rejects.toThrow(/subject_key/);
  });

  it('merges the provisional subject of a name into the known subject that never had one, and reads through it', async () => {
    const known = await one({ nativeId: '601', kind: 'channel' });
    const provisional = await one({ handle: 'late_name' });
    expect(await one({ nativeId: '601', kind: 'channel', handle: 'late_name' })).toBe(known);
    expect(await one({ handle: 'late_name' })).toBe(known);
    expect((await subjects.get(provisional)).id).toBe(known);
    expect((await subjects.get(known)).handle).toBe('late_name');
    expect(await audited('subject.merged', known)).toBe(1);
  });

  it('gives eight writers at once one subject for each name', async () => {
    const references = Array.from({ length: 200 }, (_unused, index) => ({ handle: `raced_${index % 50}x` }));
    const answers = await Promise.all(
      Array.from({ length: 8 }, (_unused, writer) => resolve(...(writer % 2 ? references : [...references].reverse()))),
    );
    const byName = new Map<string, Set<string>>();
    answers.forEach((ids, writer) => {
      const order = writer % 2 ? references : [...references].reverse();
      ids.forEach((id, index) => {
        const name = order[index]?.handle ?? '';
        byName.set(name, (byName.get(name) ?? new Set()).add(id));
      });
    });
    expect([...byName.values()].every((ids) => ids.size === 1)).toBe(true);
    const [row] = await database.dataSource.query(
      `select count(*)::int as n from subject where handle like 'raced\\_%'`,
    );
    expect(row.n).toBe(50);
  });

  it('keeps titles with their time and says when one changed', async () => {
    const id = await one({ handle: 'titled_one' });
    const say = (title: string) =>
      work((manager) => subjects.describe(manager, actor, [{ subjectId: id, title, audience: 5 }]));
    await say('Old title');
    await say('Old title');
    await say('New title');
    expect((await subjects.names(id)).map((name) => name.title)).toEqual(['New title', 'Old title']);
    expect(await subjects.get(id)).toMatchObject({ title: 'New title', audience: 5 });
    expect(await audited('subject.renamed', id)).toBe(1);
  });

  it('merges two subjects by hand, carries what stands under them, and splits them again', async () => {
    const [from, into] = [await one({ handle: 'merge_from' }), await one({ handle: 'merge_into' })];
    await notes.add(lead.acting, newId(), from, 'Seen before under the other name.');
    const [a, b] = [await subjects.get(from), await subjects.get(into)];
    const input = { fromId: from, intoId: into, fromVersion: a.version, intoVersion: b.version };
    const key = newId();
    expect(await merges.merge(lead.acting, key, input)).toBe(into);
    expect(await merges.merge(lead.acting, key, input)).toBe(into);
    expect(await one({ handle: 'merge_from' })).toBe(into);
    expect((await notes.list(into)).map((note) => note.text)).toEqual(['Seen before under the other name.']);
    expect((await subjects.keys(into)).map((name) => name.valueNormalised).sort()).toEqual([
      'merge_from',
      'merge_into',
    ]);
    await expect(merges.merge(lead.acting, newId(), input)).rejects.toMatchObject({ code: 'STALE_VERSION' });

    const [merge] = await merges.into(into);
    expect(merge?.splittableUntil.getTime()).toBeGreaterThan(Date.now() + 29 * 86_400_000);
    expect(await merges.split(lead.acting, newId(), merge?.id ?? '')).toBe(from);
    expect(await one({ handle: 'merge_from' })).toBe(from);
    expect(await notes.list(into)).toEqual([]);
    await expect(merges.split(lead.acting, newId(), merge?.id ?? '')).rejects.toMatchObject({
      code: 'NOT_SPLITTABLE',
      details: { why: 'already_split' },
    });
    expect(await audited('subject.split', into)).toBe(1);
  });

  it('does not merge across native ids, and not for whoever lacks the right', async () => {
    const [from, into] = [
      await one({ nativeId: '701', kind: 'channel' }),
      await one({ nativeId: '702', kind: 'channel' }),
    ];
    const input = { fromId: from, intoId: into, fromVersion: 1, intoVersion: 1 };
    await expect(merges.merge(lead.acting, newId(), input)).rejects.toMatchObject({
      code: 'NOT_MERGEABLE',
      details: { why: 'two_native_ids' },
    });
    const moderator = await createPerson(database.dataSource, { roles: ['moderator'] });
    expect(() => merges.merge(moderator.acting, newId(), input)).toThrow('right');
  });

  it('keeps an edge once, with its widest time and largest weight', async () => {
    const [from, to] = [await one({ handle: 'edge_from' }), await one({ handle: 'edge_to_x' })];
    const edge = (weight: number, at: string) => ({
      platformId,
      fromId: from,
      toId: to,
      kind: 'forwards_from' as const,
      weight,
      source: 'test',
      firstAt: new Date(at),
      lastAt: new Date(at),
    });
    const keep = (...list: ReturnType<typeof edge>[]) => work((manager) => links.keep(manager, actor, list));
    expect(await keep(edge(2, '2019-11-22'), edge(1, '2019-11-20'), { ...edge(1, '2019-11-20'), toId: from })).toBe(1);
    expect(await keep(edge(1, '2019-11-24'))).toBe(0);
    const page = await links.page(from, newId(), {});
    expect(page.nodes).toMatchObject([
      {
        kind: 'forwards_from',
        outgoing: true,
        weight: 2,
        otherId: to,
        firstAt: new Date('2019-11-20'),
        lastAt: new Date('2019-11-24'),
      },
    ]);
    expect((await links.page(to, newId(), {})).nodes).toMatchObject([{ outgoing: false, otherId: from }]);
    expect(await links.counts(to, newId())).toEqual([{ kind: 'forwards_from', outgoing: 0, incoming: 1 }]);
  });

  it('keeps evidence once and untouched, and pages through it by time', async () => {
    const id = await one({ handle: 'evident_one' });
    const item = (ref: number, text: string, day: string | null): ReceivedEvidence => ({
      platformId,
      subjectId: id,
      flagId: null,
      kind: 'message',
      externalRef: String(ref),
      author: null,
      text,
      language: null,
      sentAt: day === null ? null : new Date(day),
      sentAtLocal: null,
      zoneAssumed: false,
      media: null,
    });
    const list = [
      item(1, 'نص عربي', '2019-11-20'),
      item(2, 'b', '2019-11-22'),
      item(3, 'c', null),
      item(4, 'd', '2019-11-21'),
      item(5, 'e', null),
    ];
    expect(await work((manager) => evidence.keep(manager, list))).toBe(5);
    expect(await work((manager) => evidence.keep(manager, [item(1, 'changed', '2019-11-20')]))).toBe(0);
    const refs: (string | null)[] = [];
    let after: string | null = null;
    do {
      const page: Awaited<ReturnType<EvidenceService['page']>> = await evidence.page(id, { first: 2, after });
      refs.push(...page.nodes.map((node) => node.text));
      after = page.pageInfo.hasNextPage ? page.pageInfo.endCursor : null;
    } while (after);
    expect(refs.slice(0, 3)).toEqual(['b', 'd', 'نص عربي']);
    expect(refs.slice(3).sort()).toEqual(['c', 'e']);
  });

  it('finds by link, by folded name and in evidence', async () => {
    const id = await one({ handle: 'found_channel' });
    await work((manager) => subjects.describe(manager, actor, [{ subjectId: id, title: 'مؤسَّسة الأنباء الدوليّة' }]));
    await work((manager) =>
      evidence.keep(manager, [
        {
          platformId,
          subjectId: id,
          flagId: null,
          kind: 'message',
          externalRef: '9',
          author: null,
          text: 'هذه رسالة عن المدرسة الكبيرة',
          language: 'ar',
          sentAt: null,
          sentAtLocal: null,
          zoneAssumed: false,
          media: null,
        },
      ]),
    );
    expect(await search.byLink('https://t.me/Found_Channel')).toMatchObject([{ subjectId: id, score: 1 }]);
    expect((await search.byName('موسسه الانباء', { limit: 5, after: null }))[0]).toMatchObject({ subjectId: id });
    expect((await search.byName('found_chan', { limit: 5, after: null }))[0]).toMatchObject({ subjectId: id });
    expect(await search.byName('100% nothing_like_it', { limit: 5, after: null })).toEqual([]);
    expect(await search.inEvidence('المدرسه', { limit: 5, after: null })).toMatchObject([
      { subjectId: id, excerpt: expect.stringContaining('المدرسة') },
    ]);
  });
});
