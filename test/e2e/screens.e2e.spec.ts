import { openBrowser, type TestBrowser } from '../support/browser.js';
import { colour, expectSound, openDesk, queueId, speak, wordsOf, type DeskAtWork, type Language } from './journey.js';

jest.setTimeout(240_000);

const SETTINGS = ['policies', 'queues', 'routing', 'notices', 'people', 'platforms', 'keys', 'changes', 'wellness'];

describe('every screen', () => {
  let work: DeskAtWork;
  let browser: TestBrowser;
  beforeAll(async () => {
    [work, browser] = await Promise.all([openDesk(), openBrowser()]);
  });
  afterAll(async () => {
    await browser?.close();
    await work?.stop();
  });

  const places: Readonly<Record<string, () => Promise<string[]>>> = {
    senior: async () => {
      const [row] = await work.query<{ number: string; subject: string }>(
        `select c.number, c.subject_id as subject from review_case c order by c.flag_count desc limit 1`,
      );
      const queue = await queueId(work, 'extremism-arabic');
      return [
        '/queues',
        `/queues/${queue}`,
        '/review',
        '/approvals',
        ...['', '?tab=decisions', '?tab=notes', '?tab=audit'].map((tab) => `/cases/${row?.number}${tab}`),
        ...['', '?tab=cases', '?tab=evidence', '?tab=links', '?tab=notes', '?tab=merge'].map(
          (tab) => `/subjects/${row?.subject}${tab}`,
        ),
        '/search',
        '/search?q=wadi',
        '/imports',
        '/account',
        '/settings/wellness',
      ];
    },
    administrator1: async () => [...SETTINGS.map((tab) => `/settings/${tab}`), '/jobs', '/audit'],
  };

  describe.each(Object.keys(places))('that %s may see', (who) => {
    test.each<{ language: Language; theme: 'light' | 'dark' }>([
      { language: 'en', theme: 'light' },
      { language: 'en', theme: 'dark' },
      { language: 'ar', theme: 'light' },
      { language: 'ar', theme: 'dark' },
    ])('is sound in $language, $theme: axe clean, no missing message, nothing on the console', async (one) => {
      const somebody = await work.signIn(browser, who, 'en');
      const here = { ...somebody, language: one.language, t: wordsOf(one.language) };
      await speak(here, one.language);
      await colour(here, one.theme);
      const unsound: string[] = [];
      for (const place of (await places[who]?.()) ?? []) {
        await here.page.goto(`${work.desk.url}${place}`);
        await here.page.locator(`html[lang="${one.language}"][data-theme="${one.theme}"]`).waitFor();
        await expectSound(here).catch((error: unknown) => unsound.push(`${place}: ${String(error)}`));
        here.faults.length = 0;
      }
      await here.context.close();
      expect(unsound).toEqual([]);
    });
  });
});
