// Takes a picture of every screen × {en, ar} × {light, dark} × {full, empty, loading, error} into docs/screens, from a desk
// of its own with the sample. The last three states are made by what the browser is answered; nothing in the desk changes.
// Usage: npm run screens            all of them
//        npm run screens -- review  only the screens whose name begins so
//        npm run screens -- --resume  leaves out those taken since the web was built
import { spawn } from 'node:child_process';
import {
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { chromium } from 'playwright-core';
import { findProgram } from '@mizan/foundation/embedded/bound-child.js';

const ROOT = path.resolve(path.dirname(fileURLToPath(import.meta.url)), '../..');
const FOLDER = path.join(ROOT, 'docs/screens');
const LIMIT_BYTES = 12 * 1024 * 1024;
/** How long a screen may go on asking for more before it is taken as it is. */
const SETTLED_WITHIN_MS = 8_000;
const LANGUAGES = ['en', 'ar'];
const THEMES = ['light', 'dark'];
const STATES = ['full', 'empty', 'loading', 'error'];
/** Whose answers are never changed: who is signed in, and what the bar shows. */
const ALWAYS_ANSWERED = new Set(['Viewer', 'SaveSettings', 'SignIn', 'RenewClaims']);

/** Name, who looks, where, and what is done there first. A screen without data of its own has the full state alone. */
const SCREENS = [
  { name: 'sign-in', who: null, at: () => '/', states: ['full'] },
  { name: 'queues', who: 'senior', at: () => '/queues' },
  { name: 'queue', who: 'senior', at: ({ queue }) => `/queues/${queue}` },
  { name: 'review', who: 'senior', at: ({ queue }) => `/review/${queue}`, act: decideHalf },
  { name: 'start', who: 'senior', at: () => '/review' },
  { name: 'approvals', who: 'senior', at: () => '/approvals' },
  { name: 'case', who: 'senior', at: ({ caseNumber }) => `/cases/${caseNumber}` },
  { name: 'subject', who: 'senior', at: ({ subject }) => `/subjects/${subject}` },
  { name: 'search', who: 'senior', at: () => '/search?q=wadi' },
  { name: 'imports', who: 'senior', at: () => '/imports' },
  { name: 'jobs', who: 'supervisor1', at: () => '/jobs' },
  { name: 'audit', who: 'auditor', at: () => '/audit' },
  { name: 'settings-policies', who: 'administrator1', at: () => '/settings/policies' },
  ...['queues', 'routing', 'people', 'platforms', 'keys', 'changes'].map((tab) => ({
    name: `settings-${tab}`,
    who: 'administrator1',
    at: () => `/settings/${tab}`,
    states: ['full'],
  })),
  { name: 'settings-wellness', who: 'senior', at: () => '/settings/wellness', states: ['full'] },
  { name: 'break', who: 'senior', at: () => '/break', states: ['full'] },
  { name: 'account', who: 'senior', at: () => '/account', states: ['full'] },
  { name: 'palette', who: 'senior', at: () => '/queues', act: openPalette, states: ['full'] },
  { name: 'keys', who: 'senior', at: ({ queue }) => `/queues/${queue}`, act: openSheet, states: ['full'] },
];

const resume = process.argv.includes('--resume');
const wanted = process.argv.slice(2).filter((word) => !word.startsWith('-'));
const builtAt = statSync(path.join(ROOT, 'apps/web/dist/index.html')).mtimeMs;
const screens = SCREENS.filter(({ name }) => wanted.length === 0 || wanted.some((word) => name.startsWith(word)));
const dataFolder = mkdtempSync(path.join(tmpdir(), 'mizan-screens-'));
const desk = await startDesk();
const browser = await chromium.launch({
  executablePath: ['chromium', 'chromium-browser', 'google-chrome']
    .map((name) => findProgram(name))
    .find((found) => found !== null),
  args: ['--no-sandbox', '--disable-dev-shm-usage', '--force-color-profile=srgb'],
});
try {
  mkdirSync(FOLDER, { recursive: true });
  await takeAll();
} finally {
  await browser.close();
  await desk.stop();
  rmSync(dataFolder, { recursive: true, force: true });
}
const bytes = readdirSync(FOLDER).reduce((sum, file) => sum + statSync(path.join(FOLDER, file)).size, 0);
process.stdout.write(`docs/screens holds ${(bytes / 1024 / 1024).toFixed(1)} MB.\n`);
if (bytes > LIMIT_BYTES) {
  process.stderr.write('That is more than the 12 MB that the folder may hold.\n');
  process.exitCode = 1;
}

async function takeAll() {
  const places = await findPlaces();
  for (const who of new Set(screens.map((screen) => screen.who))) {
    const storageState = who === null ? undefined : await signedIn(who);
    for (const language of LANGUAGES) {
      for (const theme of THEMES) {
        const context = await browser.newContext({
          storageState,
          locale: language,
          colorScheme: theme,
          viewport: { width: 1440, height: 900 },
          deviceScaleFactor: 0.75,
          reducedMotion: 'reduce',
        });
        await context.addInitScript(
          `localStorage.setItem('mizan.preferences', '${JSON.stringify({ language, theme, singleKeys: true, blurMedia: true })}')`,
        );
        const page = await context.newPage();
        const session = await context.newCDPSession(page);
        const looked = { state: 'full', asked: new Set(), language, theme };
        await page.route('**/graphql', async (route) => {
          const { asked } = looked;
          asked.add(route);
          // A page that is left while it asks has nobody to answer.
          await answer(route, looked).catch(() => undefined);
          asked.delete(route);
        });
        for (const screen of screens.filter((each) => each.who === who)) {
          for (const state of screen.states ?? STATES) {
            const file = path.join(FOLDER, `${screen.name}-${language}-${theme}-${state}.webp`);
            if (resume && existsSync(file) && statSync(file).mtimeMs > builtAt) continue;
            looked.state = state;
            await take(page, { screen, looked, places });
            const { data } = await session.send('Page.captureScreenshot', { format: 'webp', quality: 60 });
            writeFileSync(file, Buffer.from(data, 'base64'));
          }
        }
        await context.close();
      }
    }
  }
}

async function take(page, { screen, looked, places }) {
  const { state, language, theme } = looked;
  // Away first: the same address again with another tab in it would not be loaded anew.
  await page.goto('about:blank');
  looked.asked = new Set();
  await page.goto(`${desk.url}${screen.at(places)}`);
  await page.locator(screen.who === null ? 'input[type=password]' : 'header nav').waitFor();
  await page.locator(`html[lang="${language}"][data-theme="${theme}"]`).waitFor();
  await page.evaluate('document.fonts.ready.then(() => undefined)');
  if (state === 'loading') await page.waitForTimeout(500);
  else await settled(page, looked);
  if (state === 'full' && screen.act) {
    await screen.act(page);
    await settled(page, looked);
  }
}

/** Until nothing was asked for a while; what asks without end is taken as it is. */
async function settled(page, looked) {
  const until = Date.now() + SETTLED_WITHIN_MS;
  await page.waitForLoadState('networkidle', { timeout: SETTLED_WITHIN_MS }).catch(() => undefined);
  for (let quiet = 0; quiet < 3 && Date.now() < until;) {
    await page.waitForTimeout(100);
    quiet = looked.asked.size === 0 ? quiet + 1 : 0;
  }
}

/** What the browser is answered in each state. */
async function answer(route, { state, language, theme }) {
  const request = route.request();
  const operation = request.method() === 'POST' ? request.postDataJSON().operationName : undefined;
  if (operation === 'Viewer') {
    const response = await route.fetch();
    const body = await response.json();
    // The account's own settings win over the device's: both say the same here.
    const viewer = body.data?.viewer;
    if (viewer) Object.assign(viewer, { locale: language, settings: { ...viewer.settings, theme } });
    return route.fulfill({ response, json: body });
  }
  if (state === 'full' || ALWAYS_ANSWERED.has(operation)) return route.continue();
  if (state === 'loading') return undefined;
  if (state === 'error') return route.abort('connectionrefused');
  if (operation === 'ClaimNext')
    return route.fulfill({ json: { data: { claimNext: { __typename: 'QueueEmpty', reason: 'empty' } } } });
  const response = await route.fetch();
  return route.fulfill({ response, json: emptied(await response.json()) });
}

/** The same answer with every list empty and every count nought. */
function emptied(value) {
  if (Array.isArray(value)) return [];
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(
    Object.entries(value).map(([name, each]) => [
      name,
      /^(open|claimed|onHold|awaitingApproval|breached|waiting|active|delayed|failed|due)$/.test(name) &&
      typeof each === 'number'
        ? 0
        : emptied(each),
    ]),
  );
}

async function decideHalf(page) {
  await page.getByRole('radio').first().waitFor();
  await page.keyboard.press('Digit1');
  await page.keyboard.press('Shift+Digit1');
  await page.waitForTimeout(300);
}

async function openPalette(page) {
  await page.keyboard.press('Control+KeyK');
  await page.getByRole('combobox').fill('wadi');
  await page.getByRole('option').nth(3).waitFor();
  await page.waitForTimeout(500);
}

async function openSheet(page) {
  await page.keyboard.press('Shift+Slash');
  await page.getByRole('dialog').waitFor();
  await page.waitForTimeout(300);
}

/** Signs in once; the cookie serves every picture of this person. */
async function signedIn(who) {
  const { email, password } = desk.signIns.find((each) => each.email.startsWith(who));
  const context = await browser.newContext({ locale: 'en' });
  const page = await context.newPage();
  await page.goto(desk.url);
  await page.locator('input[type=email]').fill(email);
  await page.locator('input[type=password]').fill(password);
  await page.keyboard.press('Enter');
  await page.locator('header nav').waitFor();
  const state = await context.storageState();
  await context.close();
  return state;
}

/** A busy queue, its first case, and that case's subject: found as a person would, by following links. */
async function findPlaces() {
  const context = await browser.newContext({ locale: 'en', storageState: await signedIn('senior') });
  const page = await context.newPage();
  await page.goto(`${desk.url}/queues`);
  const link = page.getByRole('link', { name: 'Extremism · Arabic' });
  const queue = (await link.getAttribute('href')).split('/').at(-1);
  await link.click();
  const row = page.getByRole('grid').getByRole('row').nth(2);
  await row.click();
  await page.waitForURL(/\/cases\/\d+$/);
  const caseNumber = page.url().split('/').at(-1);
  const subject = (await page.locator('main a[href^="/subjects/"]').first().getAttribute('href')).split('/').at(-1);
  await context.close();
  return { queue, caseNumber, subject };
}

/** A desk in a folder of its own, as `npm start` makes it. */
async function startDesk() {
  const child = spawn(process.execPath, [path.join(ROOT, 'apps/cli/dist/main.js'), 'start'], {
    cwd: ROOT,
    stdio: ['ignore', 'pipe', 'inherit'],
    env: { ...process.env, PORT: '0', MIZAN_DATA: dataFolder },
  });
  const ended = new Promise((resolve) => child.once('exit', resolve));
  let printed = '';
  await new Promise((resolve, reject) => {
    child.stdout.on('data', (chunk) => {
      printed += chunk;
      if (printed.includes('Ctrl-C stops it.')) resolve();
    });
    void ended.then(() => reject(new Error(`The desk ended:\n${printed}`)));
  });
  const read = (file) => JSON.parse(readFileSync(path.join(dataFolder, file), 'utf8'));
  return {
    url: read('desk.json').address,
    signIns: read('sample.json').signIns,
    stop: () => {
      child.kill('SIGINT');
      return ended;
    },
  };
}
