import type { BrowserContext, Locator, Page } from 'playwright-core';
import pg from 'pg';
import { ar } from '../../apps/web/src/locales/ar.js';
import { en } from '../../apps/web/src/locales/en.js';
import { axeFindings, type PersonOptions, type TestBrowser } from '../support/browser.js';
import { removeData, startDesk, type TestDesk } from '../support/desk.js';
import { eventually } from '../support/eventually.js';

export type Language = 'en' | 'ar';
export type WordKey = keyof typeof en;

/** The words of the screen in one language; `{name}` of a plain message is filled in. Messages with plurals are not for this. */
export function wordsOf(language: Language): (key: WordKey, values?: Record<string, string | number>) => string {
  const catalog: Readonly<Record<WordKey, string>> = language === 'ar' ? ar : en;
  return (key, values = {}) =>
    catalog[key].replace(/\{(\w+)\}/g, (whole, name: string) => String(values[name] ?? whole));
}

/** Messages that are still keys on the screen. */
const RAW_KEY = new RegExp(
  `(?<![\\w./@-])(${[...new Set(Object.keys(en).flatMap((key) => (key.includes('.') ? [key.split('.')[0]] : [])))].join('|')})\\.[a-z][A-Za-z_]+(?![\\w./@-])`,
);

export interface Somebody {
  readonly page: Page;
  readonly context: BrowserContext;
  /** What the console and the page complained about. */
  readonly faults: string[];
  readonly t: ReturnType<typeof wordsOf>;
  readonly language: Language;
}

/** A desk with its sample, and its database. */
export interface DeskAtWork {
  readonly desk: TestDesk;
  query<Row extends pg.QueryResultRow>(sql: string, values?: unknown[]): Promise<Row[]>;
  /** Signs in through the page and switches the language by the button in the bar. `who` begins the e-mail address. */
  signIn(browser: TestBrowser, who: string, language: Language, options?: PersonOptions): Promise<Somebody>;
  stop(): Promise<void>;
}

export async function openDesk(environment: Record<string, string> = {}): Promise<DeskAtWork> {
  // Machines that run the other suites at the same time are slow to make the sample.
  const desk = await startDesk({ environment, readyWithinMs: 240_000 });
  const client = new pg.Client({ connectionString: desk.environment['DATABASE_URL'] });
  await client.connect();
  return {
    desk,
    query: async <Row extends pg.QueryResultRow>(sql: string, values: unknown[] = []) =>
      (await client.query<Row>(sql, values)).rows,
    signIn: async (browser, who, language, options = {}) => {
      const { page, context, faults } = await browser.newPerson(options);
      context.setDefaultTimeout(45_000);
      const account = desk.signIns.find(({ email }) => email.startsWith(who));
      if (!account) throw new Error(`Nobody of the sample is called ${who}.`);
      const t = wordsOf('en');
      await page.goto(desk.url);
      await page.getByLabel(t('signIn.email')).fill(account.email);
      await page.getByLabel(t('signIn.password')).fill(account.password);
      await page.keyboard.press('Enter');
      await page.locator('header nav').waitFor();
      const somebody = { page, context, faults, language, t: wordsOf(language) };
      await speak(somebody, language);
      return somebody;
    },
    stop: async () => {
      await client.end();
      await desk.stop();
      removeData(desk.dataFolder);
    },
  };
}

/** Presses the language button in the bar unless the page speaks it already, also after the account's own settings came. */
export async function speak({ page }: Pick<Somebody, 'page'>, language: Language): Promise<void> {
  const html = page.locator('html');
  const other = page.getByRole('button', { name: language === 'ar' ? 'ع: العربية' : 'EN: English', exact: true });
  await eventually(async () => {
    await page.waitForLoadState('networkidle');
    if ((await html.getAttribute('lang')) !== language) await other.click({ timeout: 5_000 });
    await page
      .locator(`html[lang="${language}"][dir="${language === 'ar' ? 'rtl' : 'ltr'}"]`)
      .waitFor({ timeout: 5_000 });
    await page.waitForLoadState('networkidle');
    expect(await html.getAttribute('lang')).toBe(language);
  }, 45_000);
}

/** Presses the colour button in the bar until the page is light or dark. */
export async function colour({ page, t }: Pick<Somebody, 'page' | 't'>, theme: 'light' | 'dark'): Promise<void> {
  const html = page.locator('html');
  if ((await html.getAttribute('data-theme')) !== theme)
    await page.getByRole('button', { name: t('theme.turn') }).click();
  await page.locator(`html[data-theme="${theme}"]`).waitFor();
}

/** Nothing loads any more, axe has nothing to say, every message has words, and nothing was complained about. */
export async function expectSound(somebody: Somebody): Promise<void> {
  const { page, faults } = somebody;
  await expectSettled(somebody);
  // What stands left-to-right by itself is an id, a code or a link, not a message.
  const text = await page.evaluate<string>(`(() => {
    const page = document.body.cloneNode(true);
    for (const code of page.querySelectorAll('[dir="ltr"]')) code.remove();
    return page.innerText;
  })()`);
  expect(RAW_KEY.exec(text)?.[0] ?? null).toBeNull();
  expect(await axeFindings(page)).toEqual([]);
  expect(faults).toEqual([]);
}

/** No skeleton is left on the page. */
export async function expectSettled({ page, t }: Pick<Somebody, 'page' | 't'>): Promise<void> {
  await eventually(async () => {
    expect(await page.locator('main h1, main h2, main [role="region"]').count()).toBeGreaterThan(0);
    expect(await page.getByRole('status', { name: t('loading'), exact: true }).count()).toBe(0);
  }, 45_000);
}

/** The address of a queue's list, by its code. */
export async function queueId(desk: DeskAtWork, code: string): Promise<string> {
  const [row] = await desk.query<{ id: string }>('select id from queue where code = $1', [code]);
  if (!row) throw new Error(`There is no queue ${code}.`);
  return row.id;
}

export function decidePane({ page, t }: Pick<Somebody, 'page' | 't'>): Locator {
  return page.getByRole('region', { name: t('pane.decide'), exact: true });
}

/** The number of the case on the review screen, once its panes are painted. */
export async function caseOnScreen({ page, t }: Pick<Somebody, 'page' | 't'>): Promise<number> {
  await page.getByRole('radio', { name: t('outcome.violation'), exact: true }).waitFor();
  const heading = await page.getByRole('region', { name: t('pane.why'), exact: true }).innerText();
  return Number(/\d+/.exec(heading)?.[0]);
}

/** Waits until another case than this one is on the review screen. */
export async function anotherCase(somebody: Pick<Somebody, 'page' | 't'>, than: number): Promise<number> {
  let number = than;
  await eventually(async () => {
    number = await caseOnScreen(somebody);
    expect(number).not.toBe(than);
  }, 45_000);
  return number;
}
