import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { chromium, type Browser, type BrowserContext, type Page } from 'playwright-core';
import { findProgram } from '@mizan/foundation/embedded/bound-child.js';

const PROGRAMS = ['chromium', 'chromium-browser', 'google-chrome'];

export interface TestBrowser {
  readonly browser: Browser;
  /** A person's own window: cookies and storage shared with no other. */
  newPerson(options?: PersonOptions): Promise<{ context: BrowserContext; page: Page; faults: string[] }>;
  close(): Promise<void>;
}

export interface PersonOptions {
  readonly language?: 'en' | 'ar';
  readonly colorScheme?: 'light' | 'dark';
  readonly viewport?: { width: number; height: number };
}

/** Starts the Chromium on PATH. Throws when there is none (`npm test` then leaves the browser suites out, by name). */
export async function openBrowser(): Promise<TestBrowser> {
  const executablePath = PROGRAMS.map((name) => findProgram(name)).find((found) => found !== null);
  if (!executablePath) throw new Error(`None of ${PROGRAMS.join(', ')} is on PATH.`);
  const browser = await chromium.launch({
    executablePath,
    // Root has no sandbox of Chromium's; containers have a small /dev/shm.
    args: ['--no-sandbox', '--disable-dev-shm-usage', '--force-color-profile=srgb'],
  });
  return {
    browser,
    newPerson: async ({ language = 'en', colorScheme = 'light', viewport = { width: 1440, height: 900 } } = {}) => {
      const context = await browser.newContext({ locale: language, colorScheme, viewport, reducedMotion: 'reduce' });
      context.setDefaultTimeout(15_000);
      const page = await context.newPage();
      const faults: string[] = [];
      page.on('pageerror', (error) => faults.push(error.message));
      page.on('console', (message) => {
        if (message.type() === 'error') faults.push(message.text());
      });
      return { context, page, faults };
    },
    close: () => browser.close(),
  };
}

const AXE = readFileSync(createRequire(__filename).resolve('axe-core/axe.min.js'), 'utf8');

/** What axe finds against WCAG 2.2 A and AA on the page as it stands: one line for each rule and place. */
export async function axeFindings(page: Page): Promise<string[]> {
  // Evaluated by the debugger, so that the page's policy against foreign script stays in force.
  await page.evaluate(AXE);
  return page.evaluate(`
    axe.run(document, { runOnly: ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa'] })
      .then(({ violations }) => violations.flatMap(({ id, help, nodes }) =>
        nodes.map(({ target }) => id + ': ' + help + ' at ' + target.join(' '))))`);
}
