import { execFileSync } from 'node:child_process';
import path from 'node:path';
import type { BenchResult } from './bench-result.js';

/**
 * kB by gzip of a set of libraries like that of Coop's client (Apollo, antd 4, lodash, date-fns, Recharts, a router, a
 * table), measured once without any application code (goals 2.10). A stated constant: it is not built here.
 */
const COOP_LIKE_KB = 526;
const SHARE = 0.45;
const REPORT = path.resolve(__dirname, '../../apps/web/bundle-report.mjs');

interface Report {
  readonly firstRouteKb: number;
  readonly budgetKb: number;
}

/** P17: the scripts that a browser loads before sign-in and the queues work, by gzip, from the build's own manifest. */
export async function run(): Promise<BenchResult[]> {
  const { firstRouteKb, budgetKb } = JSON.parse(
    execFileSync(process.execPath, [REPORT, '--json'], { encoding: 'utf8' }),
  ) as Report;
  const ratio = firstRouteKb / COOP_LIKE_KB;
  return [
    {
      id: 'P17',
      what: 'scripts of the first route by gzip, against the libraries alone of a set like that of Coop (a stated constant, goals 2.10)',
      ours: firstRouteKb,
      baseline: COOP_LIKE_KB,
      ratio,
      goal: `≤ ${budgetKb} kB and ≤ ${SHARE}`,
      met: firstRouteKb <= budgetKb && ratio <= SHARE,
      unit: 'kB',
    },
  ];
}
