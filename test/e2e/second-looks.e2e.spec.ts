import { openBrowser, type TestBrowser } from '../support/browser.js';
import { eventually } from '../support/eventually.js';
import { expectSound, openDesk, speak, wordsOf, type DeskAtWork, type Somebody } from './journey.js';

jest.setTimeout(240_000);

describe('a wave of appeals on the screen', () => {
  let work: DeskAtWork;
  let browser: TestBrowser;
  let somebody: Somebody;
  beforeAll(async () => {
    [work, browser] = await Promise.all([openDesk({ GRACE_SECONDS: '5' }), openBrowser()]);
    somebody = await work.signIn(browser, 'supervisor', 'en');
  });
  afterAll(async () => {
    await browser?.close();
    await work?.stop();
  });

  /** The same page in both languages is sound: axe, words, console. */
  async function soundInBoth(): Promise<void> {
    for (const language of ['ar', 'en'] as const) {
      await speak(somebody, language);
      await expectSound({ ...somebody, language, t: wordsOf(language) });
    }
  }

  it('is put together, judged by keys, answered at once, and shows how it came out', async () => {
    const { page, t } = somebody;
    await eventually(async () => {
      const routed = await work.query(`select from appeal where state = 'in_review' and decision_id is not null`);
      expect(routed.length).toBeGreaterThan(0);
    }, 60_000);
    await page.keyboard.press('g');
    await page.keyboard.press('l');
    await page.getByText(t('secondLooks.none')).waitFor();
    await soundInBoth();

    await page.getByRole('button', { name: t('secondLooks.open') }).click();
    const dialog = page.getByRole('dialog');
    await dialog.getByRole('button', { name: t('secondLooks.open') }).click();
    await dialog.getByText(t('secondLooks.needFrom')).waitFor();
    await dialog.getByLabel(t('secondLooks.from')).fill('2020-01-01');
    await dialog.getByRole('button', { name: t('secondLooks.open') }).click();
    await page.getByRole('heading', { level: 1, name: t('secondLooks.scope.wave') }).waitFor();
    await page.getByText(t('secondLooks.noSample')).waitFor();
    await soundInBoth();

    await page.getByRole('button', { name: t('secondLooks.draw') }).click();
    const judged = page.locator('main [aria-pressed="true"]');
    await page
      .getByRole('group', { name: t('secondLooks.judge') })
      .first()
      .waitFor();
    const size = await page.getByRole('group', { name: t('secondLooks.judge') }).count();
    for (let n = 1; n <= size; n += 1) {
      await page.locator('main h1').click();
      await page.keyboard.press(n % 2 === 0 ? '1' : '2');
      await eventually(async () => expect(await judged.count()).toBe(n), 15_000);
    }
    await page.getByLabel(t('secondLooks.rationale')).waitFor();
    await soundInBoth();

    await page.getByRole('button', { name: /^Answer \d/ }).click();
    await page.getByRole('alert').first().waitFor();
    for (const field of await page.getByLabel(/^What people are told/).all())
      await field.fill('It was looked at again.');
    await page.getByLabel(t('secondLooks.rationale')).fill('The sample shows that most were wrong.');
    await page.getByRole('button', { name: /^Answer \d/ }).click();
    await page.getByText(t('secondLooks.run.waiting'), { exact: true }).waitFor();
    await page.getByText(t('secondLooks.run.done'), { exact: true }).waitFor({ timeout: 60_000 });
    const answered = await work.query(`select from second_look_item where result = 'reversed'`);
    expect(answered).toHaveLength(size);
    await soundInBoth();
  });
});
