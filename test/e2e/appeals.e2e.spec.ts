import { openBrowser, type TestBrowser } from '../support/browser.js';
import { eventually } from '../support/eventually.js';
import { expectSound, openDesk, type DeskAtWork, type Language, type Somebody } from './journey.js';

jest.setTimeout(300_000);

const GRACE_SECONDS = 8;

const words = {
  en: { reasons: 'You study what you follow. The decision was wrong.', rationale: 'A researcher.' },
  ar: { reasons: 'أنت تدرس ما تتابعه، وكان القرار خطأ.', rationale: 'باحث.' },
} as const;

describe.each<{ language: Language }>([{ language: 'en' }, { language: 'ar' }])(
  'appeals in $language',
  ({ language }) => {
    let work: DeskAtWork;
    let browser: TestBrowser;
    let handler: Somebody;
    let number: string;
    const said = words[language];

    beforeAll(async () => {
      [work, browser] = await Promise.all([shared.work(), shared.browser()]);
      handler = await work.signIn(browser, 'appeals', language);
    });
    afterAll(async () => {
      await handler?.context.close();
    });

    it('are listed and counted by basis', async () => {
      const { page, t } = handler;
      await page.goto(`${work.desk.url}/appeals`);
      await page
        .getByRole('grid', { name: t('place.appeals') })
        .getByRole('row')
        .nth(1)
        .waitFor();
      await expectSound(handler);
      await page.getByRole('button', { name: t('appeals.byBasis'), exact: true }).click();
      await page.getByRole('table').getByRole('rowheader').first().waitFor();
      await expectSound(handler);
    });

    it('are claimed and reversed by keyboard, taken back, and reversed again', async () => {
      const { page, t } = handler;
      await page.goto(`${work.desk.url}/appeals`);
      await page.getByRole('grid').getByRole('row').nth(1).waitFor();
      await page.keyboard.press('c');
      await page.getByRole('timer', { name: t('lease.label') }).waitFor();
      number = new URL(page.url()).pathname.split('/').at(-1) ?? '';
      await expectSound(handler);
      await page.keyboard.press('3');
      await page.keyboard.press('r');
      await page.keyboard.type(said.reasons);
      await page.keyboard.press('Escape');
      await page.keyboard.press('w');
      await page.keyboard.type(said.rationale);
      await page.keyboard.press('Escape');
      await page.keyboard.press('v');
      await page.getByText(t('preview.words')).waitFor();
      await expectSound(handler);
      await page.keyboard.press('Enter');
      await page
        .getByRole('timer', { name: t('undo.left') })
        .first()
        .waitFor();
      await page.keyboard.press('z');
      await page.getByText(t('answer.undone')).waitFor();
      await eventually(async () => {
        expect(new URL(page.url()).pathname).toBe(`/appeals/${number}`);
        expect(await page.getByRole('textbox', { name: t('answer.reasons') }).inputValue()).toBe(said.reasons);
        expect(await page.getByRole('timer', { name: t('lease.label') }).count()).toBe(1);
      }, 30_000);
      const [back] = await work.query('select outcome from appeal where number = $1', [number]);
      expect(back).toEqual({ outcome: null });

      await page.keyboard.press('Enter');
      await page
        .getByRole('timer', { name: t('undo.left') })
        .first()
        .waitFor();
      await eventually(async () => {
        const [row] = await work.query('select outcome from appeal where number = $1', [number]);
        expect(row).toEqual({ outcome: 'reversed' });
      });
    });

    it('end with the proof that nothing is left', async () => {
      const { page, t } = handler;
      await eventually(async () => {
        const [row] = await work.query<{ state: string }>('select state from appeal where number = $1', [number]);
        expect(row?.state).toBe('closed');
      }, 120_000);
      await page.goto(`${work.desk.url}/appeals/${number}`);
      await page.getByText(t('residual.provenBy')).waitFor();
      await page.getByText(t('residual.title')).waitFor();
      await expectSound(handler);
    });
  },
);

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
