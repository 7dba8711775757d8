import { openBrowser, type TestBrowser } from '../support/browser.js';
import { eventually } from '../support/eventually.js';
import { expectSound, openDesk, type DeskAtWork, type Language } from './journey.js';

jest.setTimeout(240_000);

interface Told {
  readonly subjectId: string;
  readonly nativeId: string;
  readonly platform: string;
}

describe('what people outside are told', () => {
  let work: DeskAtWork;
  let browser: TestBrowser;
  beforeAll(async () => {
    [work, browser] = await Promise.all([openDesk({ GRACE_SECONDS: '1' }), openBrowser()]);
  });
  afterAll(async () => {
    await browser?.close();
    await work?.stop();
  });

  /** Somebody to whom a statement of reasons in Arabic was delivered. */
  async function told(): Promise<Told> {
    let found: Told | undefined;
    await eventually(async () => {
      [found] = await work.query<Told & Record<string, string>>(
        `select n.subject_id as "subjectId", s.native_id as "nativeId", p.code as platform
         from notice n join subject s on s.id = n.subject_id join platform p on p.id = n.platform_id
         where n.kind = 'statement_of_reasons' and n.state = 'sent' and n.language = 'ar' order by n.id limit 1`,
      );
      if (!found) throw new Error('nobody was told yet');
    }, 90_000);
    if (!found) throw new Error('nobody was told');
    return found;
  }

  it('is read by them once, in their own direction, with a way to appeal', async () => {
    const { platform, nativeId } = await told();
    const { page, context } = await browser.newPerson();
    await page.goto(`${work.desk.sandboxUrl}/${platform}/at/${encodeURIComponent(nativeId)}/mailbox`);
    const letter = page.locator('[data-letter][data-kind="statement_of_reasons"]');
    expect(await letter.count()).toBe(1);
    expect(await letter.locator('[lang="ar"][dir="rtl"]').count()).toBe(2);
    expect(await letter.locator('[data-link]').getAttribute('href')).toMatch(
      /\/appeal\?n=[0-9A-Z]{4}(-[0-9A-Z]{4}){3}$/,
    );
    await context.close();
  });

  test.each<Language>(['en', 'ar'])('is read, and written anew, by a supervisor (%s)', async (language) => {
    const somebody = await work.signIn(browser, 'supervisor1', language);
    const { page, t } = somebody;
    const { subjectId } = await told();
    await page.goto(`${work.desk.url}/subjects/${subjectId}?tab=notices`);
    await page
      .getByRole('button', { name: t('notices.read') })
      .first()
      .click();
    const letter = page.getByRole('dialog').locator('article');
    await letter.waitFor();
    expect(await letter.getAttribute('dir')).toBe('rtl');
    expect(await letter.textContent()).toContain('xxxx-xxxx-xxxx-xxxx');
    await expectSound(somebody);
    const [saved] = await Promise.all([
      page.waitForEvent('download'),
      page.getByRole('button', { name: t('notices.download') }).click(),
    ]);
    expect(saved.suggestedFilename()).toMatch(/^notice-\d+\.html$/);
    await page.keyboard.press('Escape');

    await page.goto(`${work.desk.url}/settings/notices`);
    const notices = language === 'ar' ? 'fa' : 'tr';
    await page.getByLabel(t('wordings.language')).selectOption(notices);
    const body = page.getByLabel(t('wordings.body'), { exact: true });
    await body.waitFor();
    expect(await body.getAttribute('dir')).toBe(notices === 'fa' ? 'rtl' : 'ltr');
    const before = await body.inputValue();
    const save = page.getByRole('button', { name: t('wordings.save') });
    await body.fill(`${before.replace('{link}', '')}\n{who}`);
    await page.getByText(t('wordings.fault.unknown_placeholder', { placeholder: 'who' })).waitFor();
    await page.getByText(t('wordings.fault.missing_placeholder', { placeholder: 'link' })).waitFor();
    expect(await save.isDisabled()).toBe(true);
    await body.fill(`${before}\nMizan`);
    await page.locator('section article').getByText('Mizan').first().waitFor();
    await eventually(async () => expect(await save.isDisabled()).toBe(false));
    await expectSound(somebody);
    await save.click();
    await page.getByText(t('wordings.saved')).first().waitFor();
    const [kept] = await work.query<{ body: string }>(
      `select body from notice_template where kind = 'statement_of_reasons' and language = $1
       order by version desc limit 1`,
      [notices],
    );
    expect(kept?.body).toBe(`${before}\nMizan`);
    await somebody.context.close();
  });
});
