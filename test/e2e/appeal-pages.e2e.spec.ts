import { inTransaction } from '@mizan/foundation/database.js';
import { AppealQuestionsService } from '@mizan/appeals/appeal-questions.service.js';
import type { Page } from 'playwright-core';
import { axeFindings, openBrowser, type TestBrowser } from '../support/browser.js';
import { PublicDesk } from '../integration/public-desk.js';

jest.setTimeout(180_000);

const PHONE = { width: 360, height: 740 };
/** Largest Contentful Paint that is promised, in milliseconds, and the whole of a page, in bytes. */
const LCP_MS = 1_000;
const PAGE_BYTES = 60_000;
const PNG = Buffer.from(
  'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==',
  'base64',
);

let pages: PublicDesk;
let browser: TestBrowser;
let site: string;

beforeAll(async () => {
  [pages, browser] = await Promise.all([PublicDesk.start(), openBrowser()]);
  site = pages.origin;
});
afterAll(async () => {
  await browser?.close();
  await pages?.close();
});

/** A phone; without script unless the test itself has to run some in it. */
async function phone(language: string, options: { script?: boolean; dark?: boolean } = {}): Promise<Page> {
  const context = await browser.browser.newContext({
    locale: language,
    viewport: PHONE,
    isMobile: true,
    hasTouch: true,
    deviceScaleFactor: 2,
    colorScheme: options.dark ? 'dark' : 'light',
    javaScriptEnabled: options.script ?? false,
  });
  context.setDefaultTimeout(15_000);
  const page = await context.newPage();
  page.on('request', (request) => {
    if (new URL(request.url()).origin !== site) throw new Error(`asked elsewhere: ${request.url()}`);
  });
  return page;
}

const picture = async (page: Page, name: string) => {
  const folder = process.env['SCREENS'];
  if (folder) await page.screenshot({ path: `${folder}/${name}.png`, fullPage: true });
};

async function expectFits(page: Page): Promise<void> {
  const width = await page.evaluate('document.documentElement.scrollWidth');
  expect(width).toBeLessThanOrEqual(PHONE.width);
}

const WORDS = {
  en: {
    send: 'Send',
    show: 'See where it stands',
    answer: 'Send answer',
    kept: 'We have your answer.',
    asked: 'We have a question for you.',
  },
  ar: { send: 'أرسل', show: 'تابع الطلب', answer: 'أرسل الجواب', kept: 'وصلنا جوابك.', asked: 'لدينا سؤال لك.' },
} as const;

describe.each(['en', 'ar'] as const)('on a phone without script, in %s', (language) => {
  const t = WORDS[language];

  it('a person appeals with the code of a notice, is asked, and answers with a file', async () => {
    const { reference } = await pages.removed();
    const page = await phone(language);
    pages.ahead = 0;
    await page.goto(`${site}/appeal?n=${reference}`);
    expect(await page.locator('html').getAttribute('dir')).toBe(language === 'ar' ? 'rtl' : 'ltr');
    expect(await page.locator('#reference').inputValue()).toBe(reference);
    await picture(page, `form-known-${language}`);
    await page.locator('#claimed').selectOption('researcher');
    await page.locator('#reasons').fill(language === 'ar' ? 'أرصد الدعاية ولا أنشرها.' : 'I record propaganda.');
    await page.locator('#email').fill('not an address');
    pages.ahead = 5_000;
    await page.getByRole('button', { name: t.send, exact: true }).click();
    await page.getByRole('alert').waitFor();
    await picture(page, `form-fault-${language}`);
    expect(await page.locator('#claimed').inputValue()).toBe('researcher');
    await page.locator('#email').fill('researcher@example.org');
    await page.getByRole('button', { name: t.send, exact: true }).click();
    const number = await page.locator('#number').innerText();
    const secret = await page.locator('#secret').innerText();
    expect(number).toMatch(/^A-[0-9A-Z]{4}-[0-9A-Z]{4}$/);
    await picture(page, `receipt-${language}`);

    await pages.live();
    const [appeal] = await pages.desk.query<{ id: string; caseId: string }>(
      'select id, case_id as "caseId" from appeal where number = $1',
      [number],
    );
    if (!appeal) throw new Error('no appeal');
    const handler = await pages.desk.person('appeal_handler');
    const { leaseToken } = await pages.desk.claim(handler, appeal.caseId);
    await inTransaction(pages.database.dataSource, (manager) =>
      pages.app
        .get(AppealQuestionsService, { strict: false })
        .ask(manager, handler, appeal.id, { leaseToken }, language === 'ar' ? 'أين تعمل؟' : 'Where do you work?'),
    );

    await page.goto(`${site}/appeal/status?n=${number}`);
    await page.locator('#secret').fill(secret.toLowerCase());
    await page.locator('main button').first().click();
    await page.getByText(t.asked).waitFor();
    await picture(page, `question-${language}`);
    await page.locator('#answer').fill(language === 'ar' ? 'جامعة الكوفة.' : 'The university of Kufa.');
    await page.locator('#files').setInputFiles({ name: 'card.png', mimeType: 'image/png', buffer: PNG });
    await page.getByRole('button', { name: t.answer, exact: true }).click();
    await page.getByText(t.kept).waitFor();
    await picture(page, `answered-${language}`);
    await page.context().close();
  });

  it('shows only the fields that the choice asks for', async () => {
    const page = await phone(language);
    await page.goto(`${site}/appeal`);
    expect(await page.locator('#subject').isVisible()).toBe(true);
    expect(await page.locator('#report').isVisible()).toBe(false);
    expect(
      await page
        .locator('#website')
        .boundingBox()
        .then((box) => (box?.width ?? 0) > 1 && box?.x === 16),
    ).toBe(false);
    await page
      .locator('label[for], label.choice')
      .filter({ has: page.locator('#about-reporter') })
      .click();
    expect(await page.locator('#subject').isVisible()).toBe(false);
    expect(await page.locator('#report').isVisible()).toBe(true);
    await page.context().close();
  });
});

describe('for everybody', () => {
  it.each(['en', 'ar', 'fr', 'ru', 'fa', 'tr'])(
    'has nothing that axe finds, by day and by night, and fits, in %s',
    async (language) => {
      for (const dark of [false, true]) {
        const page = await phone(language, { script: true, dark });
        pages.ahead = 0;
        await page.goto(`${site}/appeal`);
        expect(await axeFindings(page)).toEqual([]);
        await expectFits(page);
        await picture(page, `form-${language}-${dark ? 'dark' : 'light'}`);
        await page.locator('#about-affected').check();
        await page.evaluate(`document.querySelector('#reasons').removeAttribute('required')`);
        await page.locator('main form button').first().click();
        await page.getByRole('alert').waitFor();
        expect(await axeFindings(page)).toEqual([]);
        await expectFits(page);
        await page.goto(`${site}/appeal/status`);
        expect(await axeFindings(page)).toEqual([]);
        await expectFits(page);
        await page.context().close();
      }
      pages.ahead = 5_000;
    },
  );

  it.each(['en', 'ar', 'ru', 'tr'])('is there at once and is small, in %s', async (language) => {
    const page = await phone(language, { script: true });
    const session = await page.context().newCDPSession(page);
    await session.send('Network.enable');
    let bytes = 0;
    session.on('Network.loadingFinished', (event) => (bytes += event.encodedDataLength));
    const measure = async () => {
      bytes = 0;
      await session.send('Network.setCacheDisabled', { cacheDisabled: true });
      await page.goto(`${site}/appeal`, { waitUntil: 'networkidle' });
      return page.evaluate<number>(
        `new Promise((resolve) => new PerformanceObserver((list) => resolve(list.getEntries().at(-1).startTime)).observe({ type: 'largest-contentful-paint', buffered: true }))`,
      );
    };
    const near = await measure();
    const size = bytes;
    // Lighthouse's "slow 4G" (simulated 1.6 Mbit/s down, 150 ms a round trip) and a processor four times slower.
    await session.send('Network.emulateNetworkConditions', {
      offline: false,
      latency: 150,
      downloadThroughput: 1_600_000 / 8,
      uploadThroughput: 750_000 / 8,
    });
    await session.send('Emulation.setCPUThrottlingRate', { rate: 4 });
    const far = await measure();
    console.info(`${language}: LCP ${near.toFixed(0)} ms, on slow 4G ${far.toFixed(0)} ms; ${size} bytes`);
    expect(near).toBeLessThanOrEqual(LCP_MS);
    expect(far).toBeLessThanOrEqual(LCP_MS);
    expect(size).toBeLessThan(PAGE_BYTES);
    await page.context().close();
  });
});
