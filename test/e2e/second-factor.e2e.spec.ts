import { generateSync } from 'otplib';
import { openBrowser, type TestBrowser } from '../support/browser.js';
import { expectSound, openDesk, wordsOf, type DeskAtWork, type Somebody } from './journey.js';

jest.setTimeout(240_000);

describe('the second factor', () => {
  let work: DeskAtWork;
  let browser: TestBrowser;
  let person: Somebody;
  let secret = '';
  const used: string[] = [];

  beforeAll(async () => {
    [work, browser] = await Promise.all([openDesk(), openBrowser()]);
    person = await work.signIn(browser, 'moderator2', 'en');
  });
  afterAll(async () => {
    await browser?.close();
    await work?.stop();
  });

  /** The code that the person's authenticator shows so many steps of 30 s from now. */
  const code = (stepsFromNow = 0) => generateSync({ secret, epoch: Math.floor(Date.now() / 1000) + stepsFromNow * 30 });
  /** One that is right at no time near this one. */
  const wrongCode = () => {
    const right = new Set([-2, -1, 0, 1, 2].map(code));
    return ['000000', '111111', '222222', '333333', '444444', '555555'].find((one) => !right.has(one)) ?? '';
  };
  /** A window of their own elsewhere, signed in as far as the password goes. */
  const withPassword = async () => {
    const account = work.desk.signIns.find(({ email }) => email.startsWith('moderator2'));
    const { page, faults } = await browser.newPerson();
    const t = wordsOf('en');
    await page.goto(work.desk.url);
    await page.getByLabel(t('signIn.email')).fill(account?.email ?? '');
    await page.getByLabel(t('signIn.password')).fill(account?.password ?? '');
    await page.keyboard.press('Enter');
    const field = page.getByLabel(t('signIn.code'));
    await field.waitFor();
    return { page, t, faults, field };
  };

  it('is turned on with a code of the secret that the account shows', async () => {
    const { page, t } = person;
    await page.goto(`${work.desk.url}/account`);
    await page.getByRole('button', { name: t('totp.start') }).click();
    const uri = await page.getByRole('link', { name: t('totp.open') }).getAttribute('href');
    secret = new URL(uri ?? '').searchParams.get('secret') ?? '';
    await page.getByText(secret, { exact: true }).waitFor();
    await expectSound(person);

    const field = page.getByLabel(t('signIn.code'));
    used.push(code());
    await field.fill(used.at(-1) ?? '');
    await page.keyboard.press('Enter');
    await page.getByText(t('totp.on')).waitFor();
  });

  it('is asked for after the password, refuses a wrong code, and opens with the right one', async () => {
    const { page, t, field } = await withPassword();
    await field.fill(wrongCode());
    await page.keyboard.press('Enter');
    await page.getByText(t('error.badCode')).waitFor();
    used.push(code(1));
    await field.fill(used.at(-1) ?? '');
    await page.keyboard.press('Enter');
    await page.locator('header nav').waitFor();
  });

  it('opens nothing with a code that opened once', async () => {
    const { page, t, field } = await withPassword();
    await field.fill(used.at(-1) ?? '');
    await page.keyboard.press('Enter');
    await page.getByText(t('error.badCode')).waitFor();
    // The field is emptied with the refusal.
    await page.waitForFunction(`document.querySelector('input[name=code]').value === ''`);
    expect(await page.locator('header nav').count()).toBe(0);
  });
});
