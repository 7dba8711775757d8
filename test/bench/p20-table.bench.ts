import { createServer } from 'node:http';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import react from '@vitejs/plugin-react';
import type { Page } from 'playwright-core';
import sirv from 'sirv';
import { build } from 'vite';
import { openBrowser } from '../support/browser.js';
import { median, percentile, type BenchResult } from './bench-result.js';

const FRAMES = 120;
const TURNS = 2;
const STEP_PX = 1_000;

/**
 * P20: the product's table with the columns of the queue list over 100,000 rows in memory, about 1,000 px scrolled each
 * frame, against the same page at rest. A page of its own: the desk itself loads a list 100 rows at a time.
 */
export async function run(): Promise<BenchResult[]> {
  const folder = mkdtempSync(path.join(tmpdir(), 'mizan-bench-'));
  await build({
    root: path.join(__dirname, 'table-page'),
    configFile: false,
    logLevel: 'error',
    plugins: [react()],
    build: { outDir: folder, emptyOutDir: true, target: 'es2022', minify: true },
  });
  const files = sirv(folder);
  const server = createServer((request, response) => files(request, response)).listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  const browser = await openBrowser();
  try {
    const { page, faults } = await browser.newPerson();
    page.setDefaultTimeout(90_000);
    await page.goto(`http://127.0.0.1:${typeof address === 'object' ? address?.port : 0}/`);
    await page.locator('[role=grid] [role=row]').nth(5).waitFor();
    await frames(page, 0);
    const heapBefore = await heap(page);
    const measured: { idle: number; scroll: number; rows: number }[] = [];
    for (let turn = 0; turn < TURNS; turn += 1) {
      const idle = await frames(page, 0);
      const scroll = await frames(page, STEP_PX);
      measured.push({ idle: percentile(idle.took, 0.95), scroll: percentile(scroll.took, 0.95), rows: scroll.rows });
    }
    const heapAfter = await heap(page);
    if (faults.length > 0) throw new Error(faults.join('\n'));
    const ratio = median(measured.map(({ idle, scroll }) => scroll / idle));
    const rows = Math.max(...measured.map((one) => one.rows));
    return [
      {
        id: 'P20',
        what: 'table of 100,000 rows scrolled by 1,000 px a frame, 95th percentile of a frame, against the page at rest',
        ours: median(measured.map(({ scroll }) => scroll)),
        baseline: median(measured.map(({ idle }) => idle)),
        ratio,
        goal: '≤ 1.3',
        met: ratio <= 1.3,
        unit: 'ms',
      },
      {
        id: 'P20-rows',
        what: 'rows in the page while it is scrolled, against those of the table',
        ours: rows,
        baseline: 100_000,
        ratio: rows / 100_000,
        goal: '≤ 60 rows',
        met: rows <= 60,
        unit: 'rows',
      },
      {
        id: 'P20-heap',
        what: `heap after ${TURNS * FRAMES} scrolled frames, against before`,
        ours: heapAfter,
        baseline: heapBefore,
        ratio: heapAfter / heapBefore,
        goal: '≤ 30 MB more',
        met: heapAfter - heapBefore <= 30,
        unit: 'MB',
      },
    ];
  } finally {
    await browser.close();
    server.closeAllConnections();
    server.close();
    rmSync(folder, { recursive: true, force: true });
  }
}

/** How long each of so many frames took, in ms, and the most rows that were in the page at once. */
function frames(page: Page, step: number): Promise<{ took: number[]; rows: number }> {
  return page.evaluate(`new Promise((resolve) => {
    const grid = document.querySelector('[role=grid]');
    const took = [];
    let rows = 0;
    let last = 0;
    grid.scrollTop = 0;
    const frame = (now) => {
      if (last > 0) took.push(now - last);
      last = now;
      rows = Math.max(rows, grid.querySelectorAll('[role=rowgroup] > [role=row]').length);
      if (took.length >= ${FRAMES}) return resolve({ took, rows });
      grid.scrollTop += ${step};
      requestAnimationFrame(frame);
    };
    requestAnimationFrame(frame);
  })`);
}

/** MB in use after a collection. */
async function heap(page: Page): Promise<number> {
  const session = await page.context().newCDPSession(page);
  await session.send('HeapProfiler.collectGarbage');
  const { usedSize } = await session.send('Runtime.getHeapUsage');
  await session.detach();
  return usedSize / 1_048_576;
}
