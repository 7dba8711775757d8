import { execFileSync } from 'node:child_process';
import path from 'node:path';
import { generateNetwork, SAMPLE_SEED } from '../../apps/sandbox/src/network/generate-network.js';
import { openBrowser, type TestBrowser } from '../support/browser.js';
import { PROJECT_FOLDER } from '../support/desk.js';
import { eventually } from '../support/eventually.js';
import {
  anotherCase,
  caseOnScreen,
  decidePane,
  expectSound,
  openDesk,
  queueId,
  type DeskAtWork,
  type Language,
  type Somebody,
} from './journey.js';

jest.setTimeout(300_000);

const GRACE_SECONDS = 8;

/** What a platform would hand over, printed by the sandbox from the network of the sample. */
function made(...args: string[]): string {
  return execFileSync(process.execPath, [path.join(PROJECT_FOLDER, 'apps/sandbox/dist/export.js'), ...args], {
    encoding: 'utf8',
    maxBuffer: 64 * 1024 * 1024,
  });
}

/** A batch of 1,000 referrals in which these lines (the header is line 1) cannot be taken. */
function batchWithFaults(reference: string): { text: string; faults: { line: number; field: string }[] } {
  const lines = made('referrals', '--lines', '1000').trimEnd().replaceAll('BATCH-', `${reference}-`).split('\n');
  const change = (line: number, to: (cells: string[]) => string[]) => {
    lines[line - 1] = to((lines[line - 1] ?? '').split(',')).join(',');
  };
  change(12, ([, ...rest]) => ['', ...rest]);
  change(500, ([url = '', platform = '', , ...rest]) => [url, platform, '', ...rest]);
  change(1001, ([url = '', platform = '', reason = '', referrer = '', , ref = '']) => [
    url,
    platform,
    reason,
    referrer,
    'yesterday',
    ref,
  ]);
  return {
    text: `${lines.join('\n')}\n`,
    faults: [
      { line: 12, field: 'url' },
      { line: 500, field: 'reason' },
      { line: 1001, field: 'received_at' },
    ],
  };
}

describe.each<{ language: Language; exported: string }>([
  { language: 'en', exported: 'wadi_main' },
  { language: 'ar', exported: 'jisr_main' },
])('the main job in $language', ({ language, exported }) => {
  let work: DeskAtWork;
  let browser: TestBrowser;
  let senior: Somebody;
  let decided: { number: number; id: string; handles: string[] };

  beforeAll(async () => {
    [work, browser] = await Promise.all([shared.work(), shared.browser()]);
    senior = await work.signIn(browser, 'senior', language);
  });
  afterAll(async () => {
    await senior?.context.close();
  });

  const figures = async () => {
    const { page } = senior;
    const shown = await page.getByRole('dialog').locator('dl').innerText();
    return (shown.match(/\d[\d,]*/g) ?? []).map((figure) => Number(figure.replace(',', '')));
  };
  const importFile = async (name: string, mimeType: string, text: string) => {
    const { page, t } = senior;
    await page.goto(`${work.desk.url}/imports`);
    await page.locator('input[type=file]').setInputFiles({ name, mimeType, buffer: Buffer.from(text) });
    await page.getByRole('button', { name: t('import.start'), exact: true }).click();
    const dialog = page.getByRole('dialog', { name });
    await dialog.locator('dl').waitFor();
    await eventually(async () => {
      expect(await dialog.getByRole('progressbar').count()).toBe(0);
      expect(await figures()).toHaveLength(4);
    }, 90_000);
    return dialog;
  };

  it('imports a Telegram export and shows what came of it', async () => {
    const text = made('telegram-export', '--handle', exported);
    const messages = (JSON.parse(text) as { messages: { type: string }[] }).messages;
    await importFile('result.json', 'application/json', text);
    const [read, fresh, known, refused] = await figures();
    expect([read, Number(fresh) + Number(known), refused]).toEqual([messages.length, messages.length, 0]);
    await expectSound(senior);
    await senior.page.keyboard.press('Escape');
    await expectSound(senior);
  });

  it('imports 1,000 referrals and lists each refused line with its number and field', async () => {
    const { text, faults } = batchWithFaults(`E2E-${language}`);
    const dialog = await importFile('referrals.csv', 'text/csv', text);
    expect(await figures()).toEqual([1_000, 997, 0, 3]);
    const refused = dialog.getByRole('table').locator('tbody tr');
    await eventually(async () => expect(await refused.count()).toBe(3));
    const listed = await refused.evaluateAll((rows) =>
      rows.map((row) => [...row.querySelectorAll('td')].map((cell) => cell.textContent)),
    );
    expect(listed.map(([line, field]) => ({ line: Number(line?.replace(',', '')), field }))).toEqual(faults);
    expect(listed.every(([, , why]) => (why ?? '').length > 3)).toBe(true);
    await expectSound(senior);
  });

  it('claims by keyboard, decides a channel and its backup for removal, takes it back, decides again', async () => {
    const { page, t } = senior;
    await page.goto(`${work.desk.url}/queues/${await queueId(work, 'extremism-arabic')}`);
    await page.getByRole('grid').getByRole('row').nth(1).waitFor();
    await expectSound(senior);
    await page.keyboard.press('c');
    let number = await caseOnScreen(senior);
    await expectSound(senior);

    // Only a channel that has a backup and an administrator is decided here; others are skipped, by keyboard too.
    const related = page.getByRole('group', { name: t('further.title') }).getByRole('checkbox');
    for (;;) {
      await page.keyboard.press('1');
      await decidePane(senior).getByRole('checkbox').first().waitFor();
      const backup = page.getByRole('group', { name: t('further.title') }).getByText(t('linkKind.backup_of'));
      if ((await backup.count()) > 0) break;
      await page.keyboard.press('s');
      await page.getByRole('dialog').waitFor();
      await page.keyboard.press('Control+Enter');
      number = await anotherCase(senior, number);
    }
    await page.keyboard.press('Shift+Digit1');
    await page.keyboard.press('f');
    expect(await related.first().evaluate((box) => box === box.ownerDocument.activeElement)).toBe(true);
    await page.keyboard.press('Space');
    await page.keyboard.press('r');
    const words = language === 'ar' ? 'قناة أُعيدت مع قناتها الاحتياطية.' : 'Runs together with its backup.';
    await page.keyboard.type(words);
    expect(await decidePane(senior).getByRole('checkbox', { checked: true }).count()).toBe(2);
    await expectSound(senior);
    await page.keyboard.press('Control+Enter');

    await page
      .getByRole('timer', { name: t('undo.left') })
      .first()
      .waitFor();
    await page.keyboard.press('z');
    await page.getByText(t('undo.done')).waitFor();
    await eventually(async () => expect(await caseOnScreen(senior)).toBe(number), 30_000);
    expect(await page.getByRole('textbox', { name: t('decide.reason') }).inputValue()).toBe(words);
    expect(await decidePane(senior).getByRole('checkbox', { checked: true }).count()).toBe(2);
    const [undone] = await work.query<{ orders: string; id: string }>(
      `select c.id, (select count(*) from platform_order o join decision d on d.id = o.decision_id where d.case_id = c.id and o.state <> 'cancelled')::text as orders
         from review_case c where number = $1`,
      [number],
    );
    expect(undone?.orders).toBe('0');

    await page.keyboard.press('Control+Enter');
    await page
      .getByRole('timer', { name: t('undo.left') })
      .first()
      .waitFor();
    await anotherCase(senior, number);
    const subjects = await work.query<{ handle: string }>(
      `select s.handle from decision_subject ds join decision d on d.id = ds.decision_id join subject s on s.id = ds.subject_id
        where d.case_id = $1 and not exists (select 1 from decision_undo u where u.decision_id = d.id)`,
      [undone?.id],
    );
    decided = { number, id: undone?.id ?? '', handles: subjects.map(({ handle }) => handle) };
    expect(decided.handles).toHaveLength(2);
  });

  it('makes both go dark on the platform when the time to undo is over', async () => {
    const { page } = await browser.newPerson({ language });
    for (const handle of decided.handles) {
      await eventually(async () => {
        await page.goto(`${work.desk.sandboxUrl}/telegram?what=channels&only=dark&q=${handle}`);
        expect(await page.locator('li.card.is-dark .handle bdi').allInnerTexts()).toContain(handle);
      }, 90_000);
    }
    await page.context().close();
  });

  it('finds a journalist’s account in the palette and decides it as collateral, with class and basis', async () => {
    const { page, t } = senior;
    const journalists = generateNetwork(SAMPLE_SEED).subjects.filter(({ role }) => role === 'journalist');
    const [person] = await work.query<{ number: number; handle: string; id: string }>(
      `select c.number::int as number, c.id, s.handle from review_case c join subject s on s.id = c.subject_id
        where c.state = 'open' and s.native_id = any($1) and s.handle is not null order by c.number limit 1`,
      [journalists.map(({ nativeId }) => nativeId)],
    );
    if (!person) throw new Error('No journalist of the sample was flagged.');
    await page.keyboard.press('Escape');
    await page.keyboard.press('Control+k');
    await page.getByRole('combobox', { name: t('key.palette') }).fill(`@${person.handle}`);
    await page.getByRole('option').filter({ hasText: person.handle }).first().waitFor();
    await expectSound(senior);
    await page.keyboard.press('Enter');
    await page.getByRole('heading', { level: 1 }).filter({ hasText: person.handle }).waitFor();
    await expectSound(senior);
    await page.getByRole('tab', { name: t('subject.cases') }).click();
    await page.getByRole('link', { name: t('case.title', { number: person.number }), exact: true }).click();
    await page.getByRole('button', { name: t('case.review') }).waitFor();
    await expectSound(senior);
    await page.getByRole('button', { name: t('case.review') }).click();
    await eventually(async () => expect(await caseOnScreen(senior)).toBe(person.number), 30_000);

    await page.keyboard.press('3');
    await page.keyboard.press('c');
    const dialog = page.getByRole('dialog', { name: t('finding.add') });
    await dialog.getByRole('combobox', { name: t('finding.class') }).selectOption('journalist');
    await dialog.getByRole('combobox', { name: t('finding.basis') }).selectOption('journalistic');
    await expectSound(senior);
    await page.keyboard.press('Control+Enter');
    await dialog.waitFor({ state: 'hidden' });
    await page.keyboard.press('r');
    await page.keyboard.type(language === 'ar' ? 'صحفي يغطّي الحدث.' : 'A journalist who covers the event.');
    await page.keyboard.press('Control+Enter');
    await page
      .getByRole('timer', { name: t('undo.left') })
      .first()
      .waitFor();
    await eventually(async () => {
      const rows = await work.query(
        `select d.outcome, f.class, f.basis from decision d join collateral_finding f on f.decision_id = d.id
          where d.case_id = $1 and not exists (select 1 from decision_undo u where u.decision_id = d.id)`,
        [person.id],
      );
      expect(rows).toEqual([{ outcome: 'collateral', class: 'journalist', basis: 'journalistic' }]);
    });
  });

  it('shows the auditor every step, and proves that nothing was altered', async () => {
    const auditor = await work.signIn(browser, 'auditor', language);
    const { page, t } = auditor;
    const kindsAbout = async (id: string) => {
      await page.goto(`${work.desk.url}/audit?about=${id}`);
      await page
        .getByRole('grid', { name: t('place.audit') })
        .getByRole('row')
        .nth(1)
        .waitFor();
      return page.getByRole('row').locator('[role=gridcell]:nth-child(2)').allInnerTexts();
    };
    const ofCase = await kindsAbout(decided.id);
    for (const kind of ['case.opened', 'case.claimed', 'case.decided', 'case.undone', 'case.closed'])
      expect(ofCase).toContain(kind);
    const decisions = await work.query<{ id: string }>('select id from decision where case_id = $1', [decided.id]);
    expect(decisions).toHaveLength(2);
    const ofDecisions = [];
    for (const { id } of decisions) ofDecisions.push(...(await kindsAbout(id)));
    for (const kind of ['decision.made', 'decision.undone', 'decision.settled']) expect(ofDecisions).toContain(kind);
    await expectSound(auditor);
    await page.getByRole('button', { name: t('audit.verify') }).click();
    await page.getByText(t('audit.whole')).waitFor();
    await expectSound(auditor);
    await auditor.context.close();
  });
});

/** One desk and one browser for both languages: the second finds what the first one left. */
const shared = (() => {
  let work: Promise<DeskAtWork> | undefined;
  let browser: Promise<TestBrowser> | undefined;
  return {
    work: () => (work ??= openDesk({ GRACE_SECONDS: String(GRACE_SECONDS) })),
    browser: () => (browser ??= openBrowser()),
    close: async () => {
      await (await browser)?.close();
      await (await work)?.stop();
    },
  };
})();
afterAll(() => shared.close());
