import { readFileSync } from 'node:fs';
import path from 'node:path';
import { openBrowser, type TestBrowser } from '../support/browser.js';
import { eventually } from '../support/eventually.js';
import { caseOnScreen, expectSettled, openDesk, type DeskAtWork, type Somebody } from './journey.js';

jest.setTimeout(240_000);

/** Each would set `window.ranBy` or ask a stranger for something if it were ever read as markup, address or code. */
const MARKUP = [
  '<script>window.ranBy="script"</script>',
  '<img src=x onerror="window.ranBy=\'img\'">',
  '<svg/onload=window.ranBy="svg">',
  '"><iframe srcdoc="<script>parent.ranBy=1</script>">',
  '<a href="javascript:window.ranBy=1">here</a>',
  '<style>@import "https://elsewhere.example/x.css"</style>',
  '<img src="https://elsewhere.example/pixel.png">',
  '{{constructor.constructor("window.ranBy=1")()}}${window.ranBy=1}',
  "javascript:/*--></title></style></textarea></script><svg onload='window.ranBy=1'>",
].join(' ');
const TURNED = 'report\u202Efdp.exe\u202C \u2066isolated\u2069 zero\u200Bwidth';
/** As a title, reason, author or note would carry them. */
const HOSTILE = `${MARKUP} ${TURNED}`;
const IMAGES = [
  {
    kind: 'photo',
    mime_type: 'image/svg+xml',
    note: `<svg xmlns="http://www.w3.org/2000/svg" onload="window.ranBy=1"/> ${TURNED}`,
  },
  { kind: 'photo', mime_type: 'text/html; image/gif', note: 'GIF89a/*<script>window.ranBy=1</script>*/=1;' },
  { kind: 'photo', mime_type: 'image/jpeg', note: 'Exif\0'.replace('\0', ' ') + `ImageDescription=${MARKUP}` },
  {
    kind: `video${MARKUP}`.slice(0, 64),
    mime_type: `video/mp4"${MARKUP}`.slice(0, 255),
    duration_seconds: 9,
    width: 9,
    height: 9,
  },
];

describe('text and images from outside, made to do harm', () => {
  let work: DeskAtWork;
  let browser: TestBrowser;
  let subjectId: string;
  let number: number;
  let caseId: string;

  beforeAll(async () => {
    [work, browser] = await Promise.all([openDesk(), openBrowser()]);
    const connection = JSON.parse(readFileSync(path.join(work.desk.dataFolder, 'sandbox/connection.json'), 'utf8')) as {
      desk: { keys: { telegram: string } };
    };
    const send = async (to: string, line: object) => {
      const response = await fetch(`${work.desk.url.replace('localhost', '127.0.0.1')}/v1/${to}`, {
        method: 'POST',
        headers: { authorization: `Bearer ${connection.desk.keys.telegram}`, 'content-type': 'application/json' },
        body: JSON.stringify([line]),
      });
      const answer = (await response.json()) as unknown;
      expect({ to, answer, status: response.status }).toMatchObject({ status: 200 });
      return answer;
    };
    const other = { native_id: '99000002', kind: 'account', handle: 'hostile_friend' };
    await send('flags', {
      external_id: `hostile ${HOSTILE}`.slice(0, 512),
      platform: 'telegram',
      subject: {
        native_id: '99000001',
        kind: 'channel',
        handle: 'hostile_channel',
        title: HOSTILE.slice(0, 1024),
        description: HOSTILE,
        audience: 5,
        language: 'en',
      },
      reason: HOSTILE,
      policy: 'impersonation',
      reporter: MARKUP.slice(0, 512),
      reference: HOSTILE.slice(0, 512),
      language: 'en',
      evidence: [
        { kind: 'message', external_ref: MARKUP.slice(0, 512), author: HOSTILE.slice(0, 512), text: HOSTILE },
        ...IMAGES.map((media, index) => ({ kind: 'media', external_ref: `image ${index}`, author: TURNED, media })),
      ],
    });
    await send('subjects', { platform: 'telegram', ...other, title: HOSTILE.slice(0, 1024), description: MARKUP });
    await send('links', {
      platform: 'telegram',
      kind: 'administers',
      from: { native_id: '99000002', kind: 'account' },
      to: { native_id: '99000001', kind: 'channel' },
    });
    const [row] = await work.query<{ id: string; number: number; subject: string }>(
      `select c.id, c.number::int as number, s.id as subject from review_case c join subject s on s.id = c.subject_id where s.native_id = '99000001'`,
    );
    subjectId = row?.subject ?? '';
    number = row?.number ?? 0;
    caseId = row?.id ?? '';
  });
  afterAll(async () => {
    await browser?.close();
    await work?.stop();
  });

  /** What a page did that it must not do. */
  async function watch({ page }: Somebody): Promise<{ harm: string[] }> {
    const harm: string[] = [];
    const origin = new URL(work.desk.url).origin;
    const media = work.desk.environment['MEDIA_ORIGIN'] ?? 'none';
    page.on('dialog', (dialog) => {
      harm.push(`dialog ${dialog.message()}`);
      void dialog.dismiss();
    });
    page.on('request', (request) => {
      const url = new URL(request.url());
      if (url.origin === media) harm.push(`media without a click: ${url.href}`);
      else if (url.origin !== origin && !['data:', 'blob:'].includes(url.protocol))
        harm.push(`left the origin: ${url.href}`);
    });
    page.on('popup', (popup) => harm.push(`opened ${popup.url()}`));
    await page.addInitScript(
      `window.violations = []; document.addEventListener('securitypolicyviolation', (event) => window.violations.push(event.violatedDirective + ' ' + event.blockedURI));`,
    );
    return { harm };
  }
  async function expectHarmless({ page }: Somebody, harm: string[]): Promise<void> {
    expect(await page.evaluate('window.ranBy ?? null')).toBeNull();
    expect(await page.evaluate('window.violations ?? []')).toEqual([]);
    expect(harm).toEqual([]);
    expect(
      await page
        .locator('main script, main iframe, main style, main a[href^="javascript:"], main img, main video')
        .count(),
    ).toBe(0);
  }

  test.each<'en' | 'ar'>(['en', 'ar'])(
    'runs nowhere, asks nobody, and shows what turns text (%s)',
    async (language) => {
      const senior = await work.signIn(browser, 'senior', language);
      const { page } = senior;
      const { harm } = await watch(senior);
      const [queue] = await work.query<{ id: string }>('select queue_id as id from review_case where id = $1', [
        caseId,
      ]);
      for (const place of [
        `/queues/${queue?.id}`,
        `/cases/${number}?tab=flags`,
        `/cases/${number}?tab=notes`,
        `/cases/${number}?tab=audit`,
        ...['timeline', 'cases', 'evidence', 'links', 'notes'].map((tab) => `/subjects/${subjectId}?tab=${tab}`),
        `/search?q=hostile_channel`,
        '/search?q=isolated',
        `/review/${queue?.id}?case=${caseId}`,
      ]) {
        await page.goto(`${work.desk.url}${place}`);
        await expectSettled(senior);
        await expectHarmless(senior, harm);
      }
      await caseOnScreen(senior);
      const evidence = page.getByRole('region', { name: senior.t('pane.evidence'), exact: true });
      for (const mark of ['‹RLO›', '‹PDF›', '‹LRI›', '‹PDI›', '‹ZWSP›'])
        expect(await evidence.getByText(mark).count()).toBeGreaterThan(0);
      expect(await evidence.innerText()).toContain('<script>window.ranBy="script"</script>');
      await page.keyboard.press('m');
      await expectHarmless(senior, harm);

      // What people type goes the same way: a note, a reason, the palette.
      await page.keyboard.press('n');
      await page.getByRole('dialog').waitFor();
      await page.keyboard.insertText(HOSTILE);
      await page.keyboard.press('Control+Enter');
      await page.getByRole('dialog').waitFor({ state: 'hidden' });
      await eventually(async () =>
        expect(
          await page
            .getByRole('region', { name: senior.t('pane.why'), exact: true })
            .getByText('‹RLO›')
            .count(),
        ).toBeGreaterThan(1),
      );
      await page.keyboard.press('Control+k');
      await page.getByRole('combobox', { name: senior.t('key.palette') }).fill(HOSTILE.slice(0, 200));
      await page.getByRole('status').filter({ hasText: /./ }).first().waitFor();
      await page.getByRole('combobox', { name: senior.t('key.palette') }).fill('@hostile_channel');
      await page.getByRole('option').filter({ hasText: 'hostile_channel' }).first().waitFor();
      await expectHarmless(senior, harm);
      await page.keyboard.press('Escape');

      await page.getByRole('dialog').waitFor({ state: 'hidden' });
      await page.keyboard.press('2');
      await page.keyboard.press('r');
      await page.keyboard.insertText(HOSTILE);
      await page.keyboard.press('Control+Enter');
      await page.getByRole('button', { name: senior.t('undo.go') }).waitFor();
      await page.goto(`${work.desk.url}/cases/${number}?tab=decisions`);
      await page.getByText('‹RLO›').first().waitFor();
      await expectHarmless(senior, harm);
      await page.goto(`${work.desk.url}/imports`);
      await page.locator('input[type=file]').setInputFiles({
        name: `<img src=x onerror=window.ranBy=1>result\u202Enosj.json`,
        mimeType: 'application/json',
        buffer: Buffer.from(
          JSON.stringify({
            name: HOSTILE,
            type: 'public_channel',
            id: language === 'en' ? 71 : 72,
            messages: [
              {
                id: 1,
                type: 'message',
                date: '2019-11-22T08:00:00',
                date_unixtime: '1574409600',
                from: HOSTILE,
                from_id: 'channel71',
                text: HOSTILE,
              },
            ],
          }),
        ),
      });
      await page.getByRole('button', { name: senior.t('import.start'), exact: true }).click();
      await page.getByRole('dialog').locator('dl').waitFor();
      await expectHarmless(senior, harm);
      await work.query('select 1');
      await senior.context.close();
      // The next language finds an open case again.
      if (language === 'en') await reopened();
    },
  );

  async function reopened(): Promise<void> {
    const senior = await work.signIn(browser, 'supervisor1', 'en');
    await eventually(async () => {
      const [row] = await work.query<{ state: string }>('select state from review_case where id = $1', [caseId]);
      expect(row?.state).toBe('closed');
    }, 60_000);
    await senior.page.goto(`${work.desk.url}/cases/${number}`);
    await senior.page.getByRole('button', { name: senior.t('case.reopen') }).click();
    await senior.page.getByRole('dialog').waitFor();
    await senior.page.keyboard.insertText(HOSTILE);
    await senior.page.keyboard.press('Control+Enter');
    await senior.page.getByRole('dialog').waitFor({ state: 'hidden' });
    await senior.context.close();
  }
});
