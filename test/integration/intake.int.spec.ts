import { CaseMergingService } from '@mizan/cases/case-merging.service.js';
import { systemActor } from '@mizan/foundation/acting.js';
import { inTransaction } from '@mizan/foundation/database.js';
import { newId } from '@mizan/foundation/ids.js';
import { FlagsService } from '@mizan/intake/flags.service.js';
import { startIntakeApp, type IntakeApp } from './intake-app.js';

interface Line {
  line: number;
  status: string;
  repeated?: boolean;
  flag_id?: string;
  case_id?: string;
  subject_id?: string;
  error?: { field: string | null; code: string };
}

describe('flags that machines send', () => {
  let desk: IntakeApp;
  beforeAll(async () => {
    desk = await startIntakeApp();
  });
  afterAll(() => desk?.close());

  let names = 0;
  const name = () => `chan_${(names += 1)}x`;
  const flag = (more: object = {}) => ({
    external_id: `e-${(names += 1)}`,
    subject: `https://t.me/${name()}`,
    reason: 'spam',
    ...more,
  });
  const lines = async (answer: Response): Promise<Line[]> =>
    (await answer.text())
      .split('\n')
      .filter(Boolean)
      .map((line) => JSON.parse(line) as Line);
  const ndjson = (list: readonly object[]) => list.map((one) => JSON.stringify(one)).join('\n');
  const one = async (body: object, route = '/v1/flags') => {
    const answer = await desk.post(route, JSON.stringify(body), 'application/json');
    return { status: answer.status, body: (await answer.json()) as Line & Record<string, unknown> };
  };

  it('answers one flag with 202 and its case, and a replay with the same answer', async () => {
    const sent = flag({
      evidence: [{ external_ref: '7', text: 'نص', sent_at: '2019-11-22T08:00:00Z' }],
      reporter: 'r-1',
      confidence: 0.5,
    });
    const first = await one(sent);
    expect(first).toMatchObject({
      status: 202,
      body: { status: 'accepted', repeated: false, flag_id: expect.any(String), case_id: expect.any(String) },
    });
    const again = await one({ ...sent, reason: 'other words' });
    expect(again).toEqual({ status: 202, body: { ...first.body, repeated: true } });
    expect(await desk.count('flag', `id = '${first.body.flag_id}'`)).toBe(1);
    expect(await desk.count('evidence', `flag_id = '${first.body.flag_id}'`)).toBe(1);
    const [row] = await desk.database.dataSource.query('select flag_count from review_case where id = $1', [
      first.body.case_id,
    ]);
    expect(row.flag_count).toBe(1);
  });

  it('joins flags in all spellings of one channel to its one open case', async () => {
    const handle = name();
    const spellings = [
      `https://t.me/${handle}`,
      `@${handle.toUpperCase()}`,
      `t.me/s/${handle}/5`,
      `tg://resolve?domain=${handle}`,
      `${handle}.t.me`.replace('_', '_'),
    ];
    const answers = await lines(
      await desk.post('/v1/flags', ndjson(spellings.slice(0, 4).map((subject) => flag({ subject })))),
    );
    expect(new Set(answers.map((answer) => answer.case_id)).size).toBe(1);
    const [row] = await desk.database.dataSource.query(
      'select flag_count, source_count from review_case where id = $1',
      [answers[0]?.case_id],
    );
    expect(row).toEqual({ flag_count: 4, source_count: 1 });
  });

  it.each([
    [{ subject: undefined }, 'subject', 'MISSING'],
    [{ subject: 'https://example.org/x' }, 'subject', 'NOT_UNDERSTOOD'],
    [{ subject: { url: 'https://matrix.to/#/#a:b.org' } }, 'subject', 'OTHER_PLATFORM'],
    [{ platform: 'nowhere' }, 'platform', 'NOT_FOUND'],
    [{ policy: 'nothing' }, 'policy', 'NOT_FOUND'],
    [{ confidence: 'high' }, 'confidence', 'INVALID_INPUT'],
  ])('refuses %j by the name of its field', async (more, field, code) => {
    expect(await one(flag(more))).toMatchObject({ status: 400, body: { field, code } });
  });

  it('takes a list, answered item by item', async () => {
    const answer = await desk.post(
      '/v1/flags',
      JSON.stringify([flag(), flag({ reason: '' }), flag()]),
      'application/json',
    );
    expect(answer.status).toBe(200);
    expect(await answer.json()).toMatchObject([
      { line: 1, status: 'accepted' },
      { line: 2, status: 'refused', error: { field: 'reason' } },
      { line: 3, status: 'accepted' },
    ]);
    expect(await (await desk.post('/v1/flags', '[]', 'application/json')).json()).toEqual([]);
    expect(
      await (await desk.post('/v1/flags', `[${JSON.stringify(flag())},{`, 'application/json')).json(),
    ).toMatchObject([
      { line: 1, status: 'accepted' },
      { line: 2, status: 'refused', error: { code: 'FILE_TRUNCATED' } },
    ]);
  });

  it('lets in only keys with the scope, of a source that may flag', async () => {
    expect((await desk.post('/v1/flags', '{}', 'application/json', { authorization: 'Bearer nonsense' })).status).toBe(
      401,
    );
    expect(await (await desk.post('/v1/flags', '{}', 'text/plain')).json()).toMatchObject({
      code: 'UNSUPPORTED_MEDIA_TYPE',
    });
    await desk.database.dataSource.query('update source set active = false where id = $1', [desk.sourceId]);
    await new Promise((resolve) => setTimeout(resolve, 1_100));
    expect(await one(flag())).toMatchObject({ status: 403, body: { code: 'SOURCE_REFUSED' } });
    await desk.database.dataSource.query('update source set active = true where id = $1', [desk.sourceId]);
    await new Promise((resolve) => setTimeout(resolve, 1_100));
  });

  it('takes 10,000 lines with 1 % bad ones: the good are in, the bad are listed by line and field, a replay changes nothing', async () => {
    const list = Array.from({ length: 10_000 }, (_unused, index) => {
      const good = {
        external_id: `bulk-${index}`,
        subject: `t.me/bulk_${index % 3_000}x`,
        reason: 'r',
        reporter: `p-${index % 100}`,
      };
      return index % 100 === 42 ? { ...good, reason: undefined } : good;
    });
    const answers = await lines(await desk.post('/v1/flags', ndjson(list)));
    expect(answers.map((answer) => answer.line)).toEqual(list.map((_unused, index) => index + 1));
    const refused = answers.filter((answer) => answer.status === 'refused');
    expect(refused).toHaveLength(100);
    expect(
      refused.every(
        (answer) =>
          (answer.line - 1) % 100 === 42 && answer.error?.field === 'reason' && answer.error.code === 'MISSING',
      ),
    ).toBe(true);
    const figures = () =>
      desk.database.dataSource.query(
        `select (select count(*) from flag) as flags, (select count(*) from review_case) as cases, (select sum(flag_count) from review_case) as counted,
           (select count(*) from subject) as subjects, (select count(*) from reporter) as reporters`,
      );
    const before = await figures();
    const replay = await lines(await desk.post('/v1/flags', ndjson([...list].reverse())));
    expect(replay.filter((answer) => answer.status === 'accepted').every((answer) => answer.repeated)).toBe(true);
    expect(new Set(replay.map((answer) => answer.flag_id))).toEqual(new Set(answers.map((answer) => answer.flag_id)));
    expect(await figures()).toEqual(before);
    expect(await desk.count('flag', `external_id like 'bulk-%'`)).toBe(9_900);
  });

  it('keeps its counts right when every batch is replayed three times, shuffled, by four writers (T07)', async () => {
    const list = Array.from({ length: 1_200 }, (_unused, index) => ({
      external_id: `race-${index}`,
      subject: `t.me/race_${index % 90}x`,
      reason: 'r',
      reporter: `q-${index % 40}`,
    }));
    const shuffled = (seed: number) =>
      [...list].sort(
        (a, b) =>
          ((a.external_id.length * 31 + Number(a.external_id.slice(5)) * seed) % 1_009) -
          ((Number(b.external_id.slice(5)) * seed) % 1_009),
      );
    const writers = Array.from({ length: 4 }, async (_unused, writer) => {
      for (let round = 0; round < 3; round += 1) {
        const mine = shuffled(7 + writer * 3 + round);
        for (let from = 0; from < mine.length; from += 300) {
          const answer = await desk.post('/v1/flags', ndjson(mine.slice(from, from + 300)));
          expect(answer.status).toBe(200);
          expect((await lines(answer)).every((line) => line.status === 'accepted')).toBe(true);
        }
      }
    });
    await Promise.all(writers);
    expect(await desk.count('flag', `external_id like 'race-%'`)).toBe(1_200);
    expect(await desk.count('subject', `handle like 'race\\_%'`)).toBe(90);
    const [row] = await desk.database.dataSource.query(
      `select sum(c.flag_count)::int as counted, count(*)::int as cases from review_case c join subject s on s.id = c.subject_id where s.handle like 'race\\_%'`,
    );
    expect(row).toEqual({ counted: 1_200, cases: 90 });
    const [reported] = await desk.database.dataSource.query(
      `select count(distinct reporter_id)::int as reporters, count(reporter_id)::int as flags from flag where external_id like 'race-%'`,
    );
    expect(reported).toEqual({ reporters: 40, flags: 1_200 });
  });

  it('leaves nothing that points at what is not there, though no foreign key forbids it', async () => {
    expect(await desk.database.dataSource.query('select * from intake_orphan')).toEqual([]);
    for (const table of ['subject', 'subject_key', 'review_case', 'case_round', 'queue']) {
      await expect(desk.database.dataSource.query(`delete from ${table}`)).rejects.toThrow('permission denied');
    }
  });

  it('would see an orphan', async () => {
    const runner = desk.database.dataSource.createQueryRunner();
    await runner.startTransaction();
    try {
      await runner.query('update flag set case_id = new_id() where id = (select id from flag limit 1)');
      expect(await runner.query('select pointer from intake_orphan')).toEqual([{ pointer: 'flag.case_id' }]);
    } finally {
      await runner.rollbackTransaction();
      await runner.release();
    }
  });

  it('gives single flags that arrive together the way of a batch, each its own answer', async () => {
    const list = Array.from({ length: 60 }, () => flag());
    const before = await desk.count('audit_event', `kind = 'flags.received'`);
    const answers = await Promise.all(list.map((sent) => one(sent)));
    expect(new Set(answers.map((answer) => answer.body.flag_id)).size).toBe(60);
    expect((await desk.count('audit_event', `kind = 'flags.received'`)) - before).toBeLessThan(60);
  });

  it('takes a stream of 20 MB in constant memory', async () => {
    const text = 'نص طويل '.repeat(100);
    let sent = 0;
    const stream = new ReadableStream({
      pull(controller) {
        if (sent >= 12_000) return controller.close();
        const chunk = Array.from({ length: 100 }, () => {
          sent += 1;
          return `${JSON.stringify({ external_id: `large-${sent}`, subject: `t.me/large_${sent % 50}x`, reason: text })}\n`;
        });
        controller.enqueue(new TextEncoder().encode(chunk.join('')));
      },
    });
    const before = process.memoryUsage.rss();
    const answer = await desk.post('/v1/flags', stream);
    let lines = 0;
    for await (const piece of answer.body as unknown as AsyncIterable<Uint8Array>)
      lines += Buffer.from(piece).toString().split('\n').length - 1;
    expect(lines).toBe(12_000);
    expect(process.memoryUsage.rss() - before).toBeLessThan(150 * 1024 * 1024);
  });

  it('keeps what a platform knows of its subjects and their relations', async () => {
    const handle = name();
    const subject = { native_id: '-1001234500001', handle, kind: 'channel', title: 'العنوان', audience: 5_000 };
    const first = await one(subject, '/v1/subjects');
    expect(first).toMatchObject({ status: 202, body: { status: 'accepted', subject_id: expect.any(String) } });
    expect(await one(subject, '/v1/subjects')).toEqual(first);
    const link = { kind: 'administers', from: { native_id: '77', kind: 'account' }, to: `t.me/${handle}`, weight: 2 };
    expect(await one(link, '/v1/links')).toMatchObject({ status: 202 });
    expect(await one({ ...link, to: 'https://example.org' }, '/v1/links')).toMatchObject({
      status: 400,
      body: { field: 'to', code: 'NOT_UNDERSTOOD' },
    });
    expect(await desk.count('link', `to_subject_id = '${first.body.subject_id}' and kind = 'administers'`)).toBe(1);
    const flagged = await one(flag({ subject: `@${handle}` }));
    expect(flagged.body.subject_id).toBe(first.body.subject_id);
  });

  it('starts a new subject when a handle changes its owner: no flag, case or restriction follows it', async () => {
    const handle = name();
    await one({ native_id: '9001', handle, kind: 'channel' }, '/v1/subjects');
    const old = await one(flag({ subject: `@${handle}` }));
    await one({ native_id: '9002', handle, kind: 'channel' }, '/v1/subjects');
    const fresh = await one(flag({ subject: `@${handle}` }));
    expect(fresh.body.subject_id).not.toBe(old.body.subject_id);
    expect(fresh.body.case_id).not.toBe(old.body.case_id);
    expect(await desk.count('flag', `subject_id = '${fresh.body.subject_id}'`)).toBe(1);
    expect(await desk.count('review_case', `subject_id = '${fresh.body.subject_id}'`)).toBe(1);
    expect((await one(flag({ subject: { native_id: '9001', kind: 'channel' } }))).body.case_id).toBe(old.body.case_id);
  });

  it('publishes an OpenAPI document that names every field it checks', async () => {
    const answer = await fetch(`${desk.url}/v1/openapi.json`);
    const document = (await answer.json()) as {
      paths: object;
      components: { schemas: Record<string, { properties?: object; required?: string[] }> };
    };
    expect(Object.keys(document.paths)).toEqual(['/v1/flags', '/v1/subjects', '/v1/media', '/v1/links']);
    expect(document.components.schemas['Flag']?.required).toEqual(['external_id', 'subject', 'reason']);
    expect(Object.keys(document.components.schemas['Flag']?.properties ?? {})).toContain('evidence');
  });

  it('sets a flooding reporter aside and takes them back: cases that stand on them alone are closed and opened with it', async () => {
    const service = desk.app.get(FlagsService, { strict: false });
    const [alone, shared] = [name(), name()];
    const sent = [
      flag({ subject: `@${alone}`, reporter: 'flooder' }),
      flag({ subject: `@${shared}`, reporter: 'flooder' }),
      flag({ subject: `@${shared}`, reporter: 'another' }),
    ];
    const answers = await lines(await desk.post('/v1/flags', ndjson(sent)));
    const [row] = await desk.database.dataSource.query('select reporter_id as id from flag where id = $1', [
      answers[0]?.flag_id,
    ]);
    const stateOf = async (line: Line | undefined) => {
      const [found] = await desk.database.dataSource.query('select state, flag_count from review_case where id = $1', [
        line?.case_id,
      ]);
      return `${found.state} ${found.flag_count}`;
    };
    const key = newId();
    expect(await service.setReporterAside(desk.lead.acting, key, row.id, true)).toEqual({ flagCount: 2, caseCount: 2 });
    expect(await service.setReporterAside(desk.lead.acting, key, row.id, true)).toEqual({ flagCount: 2, caseCount: 2 });
    expect([await stateOf(answers[0]), await stateOf(answers[1])]).toEqual(['closed 0', 'open 1']);
    expect((await service.groups(answers[1]?.case_id ?? ''))[0]).toMatchObject({ count: 1, setAsideCount: 1 });
    await service.setReporterAside(desk.lead.acting, newId(), row.id, false);
    expect([await stateOf(answers[0]), await stateOf(answers[1])]).toEqual(['open 1', 'open 2']);
  });

  it('counts for each reporter of a round once whether they were right', async () => {
    const service = desk.app.get(FlagsService, { strict: false });
    const handle = name();
    const [first] = await lines(
      await desk.post('/v1/flags', ndjson([1, 2].map(() => flag({ subject: `@${handle}`, reporter: 'careful' })))),
    );
    await inTransaction(desk.database.dataSource, (manager) =>
      service.recordOutcome(first?.case_id ?? '', 1, true, manager),
    );
    await inTransaction(desk.database.dataSource, (manager) =>
      service.recordOutcome(first?.case_id ?? '', 2, false, manager),
    );
    const [row] = await desk.database.dataSource.query('select reporter_id as id from flag where id = $1', [
      first?.flag_id,
    ]);
    const reporter = (await service.reportersById([row.id])).get(row.id);
    expect(reporter).toMatchObject({ flagCount: 2, decidedCount: 1, upheldCount: 1 });
  });

  it('reads the flags of a case through the one that it was joined to', async () => {
    const service = desk.app.get(FlagsService, { strict: false });
    const merging = desk.app.get(CaseMergingService, { strict: false });
    const source = desk.database.dataSource;
    const [from, into] = await lines(
      await desk.post(
        '/v1/flags',
        ndjson([
          flag({ subject: `@${name()}`, reporter: 'joined' }),
          flag({ subject: `@${name()}`, reporter: 'other' }),
        ]),
      ),
    );
    const [fromCase, intoCase] = [from?.case_id ?? '', into?.case_id ?? ''];
    const subjectOf = async (id: string) =>
      (await source.query('select subject_id from review_case where id = $1', [id]))[0].subject_id;
    const [a, b] = [await subjectOf(fromCase), await subjectOf(intoCase)];
    await inTransaction(source, (manager) => merging.join(manager, systemActor('test'), a, b));
    expect((await service.page(intoCase, {})).nodes.map((one) => one.id).sort()).toEqual(
      [from?.flag_id, into?.flag_id].sort(),
    );
    expect(await service.groups(intoCase)).toMatchObject([{ count: 2, setAsideCount: 0 }]);
    const counted = async () =>
      (await source.query('select flag_count from review_case where id = $1', [intoCase]))[0].flag_count;
    expect(await counted()).toBe(2);

    const [{ reporter_id: joined }] = await source.query('select reporter_id from flag where id = $1', [from?.flag_id]);
    const aside = (yes: boolean) => service.setReporterAside(desk.lead.acting, newId(), joined, yes);
    expect(await aside(true)).toEqual({ flagCount: 1, caseCount: 1 });
    expect(await counted()).toBe(1);
    expect(await service.groups(intoCase)).toMatchObject([{ count: 1, setAsideCount: 1 }]);
    await aside(false);
    expect(await counted()).toBe(2);

    await inTransaction(source, (manager) => service.recordOutcome(intoCase, 1, true, manager));
    const [told] = await source.query('select decided_count, upheld_count from reporter where id = $1', [joined]);
    expect(told).toEqual({ decided_count: 1, upheld_count: 1 });
  });

  it('never writes a reporter as it was sent', async () => {
    await one(flag({ reporter: 'someone@example.org' }));
    const [row] = await desk.database.dataSource.query(
      `select count(*)::int as n from reporter where encode(external_hash, 'escape') like '%someone%'`,
    );
    expect(row.n).toBe(0);
  });
});
