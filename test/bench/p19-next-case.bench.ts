import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import type { Page } from 'playwright-core';
import { migrateJobQueues } from '@mizan/foundation/job-queue-schema.js';
import { createPerson } from '@mizan/identity/identity.builders.js';
import { openBrowser } from '../support/browser.js';
import { startCaseDesk } from '../support/case-desk.js';
import { percentile, type BenchResult } from './bench-result.js';
import { startApi } from './bench-server.js';

const FILLED = Number(process.env['BENCH_DECISIONS'] ?? 60);
const EMPTY = Math.ceil(FILLED / 2);

/**
 * P19: from the key that decides to the frame in which the next case is painted, in the real desk and Chromium; with the
 * next case there already (the desk holds up to three ahead), and with none, when it comes in the answer to the decision. The
 * baseline is a key on an empty page whose text changes at once.
 */
export async function run(): Promise<BenchResult[]> {
  const desk = await startCaseDesk({ poolSize: 4 });
  const folder = mkdtempSync(path.join(tmpdir(), 'mizan-bench-'));
  await migrateJobQueues(desk.database.url);
  const queueId = await desk.makeQueue();
  const elsewhere = await desk.makeQueue();
  await desk.makeCases(queueId, FILLED + EMPTY + 24);
  const [...apart] = await desk.makeCases(elsewhere, 3);
  await desk.analyse();
  await desk.keeper.recomputeHeads();
  const person = await createPerson(desk.source);
  const api = await startApi(desk.database.url, { DATA_FOLDER: folder });
  const browser = await openBrowser();
  try {
    const { page, context, faults } = await browser.newPerson();
    context.setDefaultTimeout(90_000);
    const fillIn = (): Promise<void> => fillInOn(page, faults);
    const floor = await keysOnEmptyPage(page);
    const [name = '', value = ''] = person.cookie.split('=');
    await context.addCookies([{ name, value, url: api.url }]);
    await page.goto(`${api.url}/review/${queueId}`);
    const filled: number[] = [];
    for (let n = 0; n < FILLED; n += 1) {
      await fillIn();
      await page.getByRole('img', { name: 'The next case is ready' }).waitFor();
      filled.push(await decide(page));
    }
    // Three unseen leases elsewhere are all that a person may hold: nothing can be taken ahead any more.
    await desk.source.query(
      `update review_case set state = 'claimed', claimed_by = $2, prefetched = true, lease_token = lease_token + 1,
         lease_expires_at = clock_timestamp() + interval '1 hour' where id = any($1::uuid[])`,
      [apart, person.acting.id],
    );
    // Those that are still there are used up first.
    while (await page.getByRole('img', { name: 'The next case is ready' }).isVisible()) {
      await fillIn();
      await decide(page);
    }
    const empty: number[] = [];
    for (let n = 0; n < EMPTY; n += 1) {
      await fillIn();
      await page.getByRole('img', { name: 'No next case yet' }).waitFor();
      empty.push(await decide(page));
    }
    const baseline = percentile(floor, 0.99);
    const result = (id: string, what: string, took: number[], aim: number): BenchResult => {
      const ours = percentile(took, 0.99);
      return {
        id,
        what: `decision key to the next case painted, ${what}, 99th percentile of ${took.length} (median ${percentile(took, 0.5).toFixed(0)} ms), against a key on an empty page`,
        ours,
        baseline,
        ratio: ours / baseline,
        goal: `≤ ${aim} ms`,
        met: ours <= aim,
        unit: 'ms',
      };
    };
    return [
      result('P19', 'the next one prefetched', filled, 50),
      result('P19-empty', 'nothing prefetched', empty, 100),
    ];
  } finally {
    await browser.close();
    await api.close();
    await desk.close();
    rmSync(folder, { recursive: true, force: true });
  }
}

async function fillInOn(page: Page, faults: readonly string[]): Promise<void> {
  await page
    .getByRole('radio')
    .first()
    .waitFor()
    .catch(async () => {
      const said = await page.locator('body').innerText();
      throw new Error(`No case came at ${page.url()}: ${said.slice(0, 500)}\n${faults.join('\n')}`);
    });
  await page.keyboard.press('2');
  await page.keyboard.press('r');
  await page.keyboard.type('Measured.');
}

/** Milliseconds from the press to the frame after the page shows another case. */
async function decide(page: Page): Promise<number> {
  await listen(page, 'document.title');
  await page.keyboard.press('Control+Enter');
  return page.evaluate('window.painted');
}

async function keysOnEmptyPage(page: Page): Promise<number[]> {
  await page.setContent('<title>0</title><p>0</p>');
  await page.evaluate(`addEventListener('keydown', (event) => {
    if (event.key === 'Enter') document.title = document.querySelector('p').textContent = String(performance.now());
  })`);
  const took: number[] = [];
  for (let n = 0; n < FILLED; n += 1) {
    await listen(page, 'document.title');
    await page.keyboard.press('Control+Enter');
    took.push(await page.evaluate('window.painted'));
  }
  return took;
}

/** From the event's own time, which is that of the press, to the frame after the one that has the change. */
function listen(page: Page, seen: string): Promise<void> {
  return page.evaluate(`void (window.painted = new Promise((resolve) => {
    const before = ${seen};
    const onKey = (event) => {
      if (event.key !== 'Enter') return;
      removeEventListener('keydown', onKey, true);
      const look = () => {
        if (${seen} === before) return requestAnimationFrame(look);
        requestAnimationFrame(() => resolve(performance.now() - event.timeStamp));
      };
      requestAnimationFrame(look);
    };
    addEventListener('keydown', onKey, true);
  }))`);
}
