import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { ImportRunnerService } from '@mizan/intake/import-runner.service.js';
import { ImportsService } from '@mizan/intake/imports.service.js';
import { startIntakeApp, type IntakeApp } from './intake-app.js';

describe('files that people import', () => {
  let desk: IntakeApp;
  let folder: string;
  let imports: ImportsService;
  let runner: ImportRunnerService;
  beforeAll(async () => {
    desk = await startIntakeApp();
    folder = mkdtempSync(path.join(tmpdir(), 'mizan-files-'));
    imports = desk.app.get(ImportsService, { strict: false });
    runner = desk.app.get(ImportRunnerService, { strict: false });
  });
  afterAll(async () => {
    rmSync(folder, { recursive: true, force: true });
    await desk?.close();
  });

  const upload = (query: Record<string, string>, body: string | Buffer, cookie = desk.lead.cookie) =>
    fetch(`${desk.url}/imports?${new URLSearchParams(query).toString()}`, {
      method: 'POST',
      body: body as string,
      headers: { cookie, 'x-mizan-csrf': '1', 'content-type': 'application/octet-stream' },
    });
  const run = (id: string) => runner.run(id, new AbortController().signal);
  const importFile = async (query: Record<string, string>, body: string | Buffer) => {
    const answer = await upload(query, body);
    expect(answer.status).toBe(202);
    const { id } = (await answer.json()) as { id: string };
    return run(id);
  };
  const figures = async () =>
    desk.database.dataSource.query(
      `select (select count(*)::int from flag) as flags, (select count(*)::int from review_case) as cases, (select count(*)::int from subject) as subjects,
         (select count(*)::int from evidence) as evidence, (select count(*)::int from link) as links`,
    );

  const message = (id: number, more: object = {}) => ({
    id,
    type: 'message',
    date: '2019-11-22T08:00:00',
    date_unixtime: String(1574409600 + id),
    from: 'Channel',
    from_id: 'channel1234567890',
    text: `message ${id}`,
    ...more,
  });
  const channelExport = (messages: object[]) =>
    JSON.stringify({ name: 'قناة الأخبار', type: 'public_channel', id: 1234567890, messages });

  it('makes of an export a subject, its evidence, its links and a case', async () => {
    const body = channelExport([
      {
        id: 1,
        type: 'service',
        date: '2019-11-01T08:00:00',
        actor: 'Channel',
        actor_id: 'channel1234567890',
        action: 'create_channel',
        title: 'Old title',
        text: '',
      },
      message(2, {
        text: [
          'join ',
          { type: 'link', text: 'https://t.me/+AbCdEf' },
          ' and ',
          { type: 'text_link', text: 'here', href: 'https://t.me/backup_one' },
        ],
      }),
      message(3, {
        forwarded_from: 'Other',
        forwarded_from_id: 'channel555',
        photo: '(File not included. Change data exporting settings to download.)',
      }),
      message(4, { text: 5 }),
      message(5, { text: 'النص الأخير' }),
    ]);
    const one = await importFile({ kind: 'telegram_export', fileName: 'result.json' }, body);
    expect(one).toMatchObject({
      state: 'done',
      rowCount: 5,
      acceptedCount: 4,
      repeatedCount: 0,
      refusedCount: 1,
      bytesDone: one.byteSize,
      errorCode: null,
    });
    expect((await imports.refusals(one.id, {})).nodes).toMatchObject([{ line: 4, field: 'text', code: 'INVALID' }]);
    const [{ subjectId, caseId }] = one.result['subjects'] as [{ subjectId: string; caseId: string }];
    expect(await desk.count('evidence', `subject_id = '${subjectId}'`)).toBe(4);
    const [subject] = await desk.database.dataSource.query('select * from subject where id = $1', [subjectId]);
    expect(subject).toMatchObject({
      kind: 'channel',
      native_id: 'channel1234567890',
      title: 'قناة الأخبار',
      provisional: false,
    });
    expect(
      await desk.count(
        'review_case',
        `id = '${caseId}' and subject_id = '${subjectId}' and strongest_source = 'staff'`,
      ),
    ).toBe(1);
    const links = await desk.database.dataSource.query(
      `select l.kind, coalesce(s.handle, s.native_id, 'invite') as other from link l join subject s on s.id = l.to_subject_id where l.from_subject_id = $1 order by 1, 2`,
      [subjectId],
    );
    expect(links).toEqual([
      { kind: 'forwards_from', other: 'channel555' },
      { kind: 'invites_to', other: 'backup_one' },
      { kind: 'invites_to', other: 'invite' },
    ]);
    expect(await desk.count('subject_name', `subject_id = '${subjectId}' and title = 'Old title'`)).toBe(1);

    const before = await figures();
    const again = await importFile({ kind: 'telegram_export', fileName: 'result.json' }, body);
    expect(again).toMatchObject({ state: 'done', acceptedCount: 0, repeatedCount: 4 });
    expect(await figures()).toEqual(before);
  });

  it('reads times without a zone in the zone that was said, and marks them as assumed', async () => {
    const body = JSON.stringify({
      name: 'Old',
      type: 'public_channel',
      id: 42,
      messages: [{ ...message(1), date_unixtime: undefined, from_id: 42 }],
    });
    const one = await importFile({ kind: 'telegram_export', fileName: 'old.json', zone: 'Asia/Baghdad' }, body);
    expect(one.result).toMatchObject({ zoneAssumed: true });
    const [row] = await desk.database.dataSource.query(
      `select sent_at, sent_at_local, zone_assumed from evidence e join subject s on s.id = e.subject_id where s.native_id = 'channel42'`,
    );
    expect(row).toEqual({
      sent_at: new Date('2019-11-22T05:00:00Z'),
      sent_at_local: '2019-11-22T08:00:00',
      zone_assumed: true,
    });
  });

  it('keeps nothing of a broken file and says where it is broken', async () => {
    const before = await figures();
    const whole = channelExport(Array.from({ length: 3_000 }, (_unused, index) => message(10_000 + index)));
    const one = await importFile({ kind: 'telegram_export', fileName: 'cut.json' }, whole.slice(0, -1_000));
    expect(one).toMatchObject({
      state: 'failed',
      errorCode: 'FILE_TRUNCATED',
      errorDetails: { offset: Buffer.byteLength(whole.slice(0, -1_000)), line: 1, column: expect.any(Number) },
    });
    expect(await figures()).toEqual(before);
    expect(readdirSync(path.join(desk.dataFolder, 'imports'))).toEqual([]);
  });

  it('takes out of an account the channels and groups, and none of the private talks', async () => {
    const body = JSON.stringify({
      about: 'x',
      chats: {
        list: [
          { name: 'Group', type: 'private_supergroup', id: 701, messages: [message(1, { from_id: 'user5' })] },
          { name: 'A person', type: 'personal_chat', id: 702, messages: [message(1)] },
          { type: 'saved_messages', id: 703, messages: [message(1)] },
        ],
      },
    });
    const one = await importFile({ kind: 'telegram_export', fileName: 'result.json' }, body);
    expect(one).toMatchObject({ state: 'done', rowCount: 1, result: { chats: 1, skippedChats: 2 } });
    expect(await desk.count('subject', `native_id in ('user702', 'user703')`)).toBe(0);
  });

  it('takes a batch of 1,000 referrals in each form, and says of each that was refused why', async () => {
    const rows = Array.from({ length: 1_000 }, (_unused, index) => ({
      url: index % 100 === 7 ? 'not a link' : `https://t.me/referred_${index}x`,
      platform: index % 2 ? 'telegram' : '',
      reason: index % 100 === 8 ? '' : 'terrorist content',
      referrer: 'IRU',
      received_at: '2019-11-22T08:00:00Z',
      reference: `R-${index}`,
    }));
    const header = 'url,platform,reason,referrer,received_at,reference';
    const csv = [header, ...rows.map((row) => Object.values(row).join(','))].join('\n');
    const one = await importFile({ kind: 'referral_batch', fileName: 'batch.csv', source: 'iru' }, csv);
    expect(one).toMatchObject({
      state: 'done',
      rowCount: 1_000,
      acceptedCount: 980,
      repeatedCount: 0,
      refusedCount: 20,
    });
    const refused = await imports.refusals(one.id, { first: 3 });
    expect(refused.nodes).toMatchObject(
      [
        { line: 9, field: 'url', code: 'MISSING' },
        { line: 10, field: 'reason' },
        { line: 109, field: 'url' },
      ].map(({ line, field }) => ({ line, field })),
    );
    expect(refused.pageInfo.hasNextPage).toBe(true);
    const before = await figures();
    for (const [name, text] of [
      ['batch.json', JSON.stringify(rows)],
      ['batch.ndjson', rows.map((row) => JSON.stringify(row)).join('\n')],
    ] as const) {
      const again = await importFile({ kind: 'referral_batch', fileName: name, source: 'iru' }, text);
      expect(again).toMatchObject({
        state: 'done',
        rowCount: 1_000,
        acceptedCount: 0,
        repeatedCount: 980,
        refusedCount: 20,
      });
    }
    expect(await figures()).toEqual(before);
  });

  it('works on after a crash in the middle and writes nothing twice', async () => {
    const rows = Array.from({ length: 3_000 }, (_unused, index) => `https://t.me/crashed_${index}x,r`);
    const answer = await upload(
      { kind: 'referral_batch', fileName: 'crash.csv', source: 'iru' },
      ['url,reason', ...rows].join('\n'),
    );
    const { id } = (await answer.json()) as { id: string };
    const stop = new AbortController();
    const watch = setInterval(
      () => void desk.count('flag', `import_id = '${id}'`).then((n) => n > 0 && stop.abort(new Error('killed'))),
      20,
    );
    await expect(runner.run(id, stop.signal)).rejects.toThrow('killed');
    clearInterval(watch);
    expect((await imports.get(id)).state).toBe('running');
    expect(await run(id)).toMatchObject({ state: 'done', rowCount: 3_000, refusedCount: 0 });
    expect(await desk.count('flag', `import_id = '${id}'`)).toBe(3_000);
  });

  it.each([
    [{ kind: 'telegram_export', fileName: 'x', zone: 'Mars/Olympus' }, 'zone'],
    [{ kind: 'picture', fileName: 'x' }, 'kind'],
    [{ kind: 'telegram_export', fileName: '' }, 'fileName'],
    [{ kind: 'referral_batch', fileName: 'x', source: 'nobody' }, 'source'],
  ])('refuses %j by its field and keeps no file', async (query, field) => {
    const answer = await upload(query as Record<string, string>, 'x');
    expect(answer.status).toBe(400);
    expect(await answer.json()).toMatchObject({ code: 'INVALID_INPUT', field });
  });

  it('lets nobody upload without the right, nor from another site', async () => {
    expect((await upload({ kind: 'telegram_export', fileName: 'x' }, 'x', 'mizan=nonsense')).status).toBe(401);
    const foreign = await fetch(`${desk.url}/imports?kind=telegram_export&fileName=x`, {
      method: 'POST',
      body: 'x',
      headers: { cookie: desk.lead.cookie },
    });
    expect(foreign.status).toBe(403);
  });

  const corpus = process.env['CORPUS_DIR'];
  const exports = corpus ? path.join(corpus, 'telegram-exports') : '';
  const given = exports !== '' && existsSync(exports) ? it : it.skip;
  given.each([
    ['bot.json', { state: 'done', acceptedCount: 2 }, 'bot', 'user9999999999'],
    ['public_channel.json', { state: 'done', acceptedCount: 7 }, 'channel', 'channel44444444444'],
    ['public_supergroup.json', { state: 'done', acceptedCount: 4 }, 'group', 'channel9888888888'],
    ['saved.json', { state: 'done', acceptedCount: 21 }, 'bot', 'user9999999999'],
    [
      'error.json',
      { state: 'failed', errorCode: 'FILE_NOT_JSON', errorDetails: { offset: 67, line: 5, column: 3 } },
      null,
      null,
    ],
  ])('the corpus (CORPUS_DIR): %s ends as its file says', async (name, outcome, kind, nativeId) => {
    const before = await figures();
    const one = await importFile(
      { kind: 'telegram_export', fileName: name, zone: 'UTC' },
      readFileSync(path.join(exports, name)),
    );
    expect(one).toMatchObject(outcome);
    if (kind === null) expect(await figures()).toEqual(before);
    else expect(await desk.count('subject', `native_id = '${nativeId}'`)).toBe(1);
  });

  it('takes a file that lies on the machine and leaves it there', async () => {
    const file = path.join(folder, 'here.csv');
    writeFileSync(file, 'url,reason\nhttps://t.me/local_one,r\n');
    const id = await imports.take(desk.lead.acting, { kind: 'referral_batch', fileName: file, source: 'iru' }, file);
    expect(await run(id)).toMatchObject({ state: 'done', acceptedCount: 1, fileName: 'here.csv' });
    expect(existsSync(file)).toBe(true);
  });
});
