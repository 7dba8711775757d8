// Prints what a person downloads before the first page works (the queues, signed in, in English), by gzip, from the build's
// manifest, and fails when it passes the budget. `node apps/web/bundle-report.mjs --json` prints the figures alone.
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';

/** The promise to people with slow lines (ADR 5); the figures themselves are far below. */
const BUDGET_KB = 240;

const dist = join(import.meta.dirname, 'dist');
const manifest = JSON.parse(readFileSync(join(dist, '.vite/manifest.json'), 'utf8'));

const closure = (key, found = new Set()) => {
  if (found.has(key)) return found;
  found.add(key);
  for (const next of manifest[key].imports ?? []) closure(next, found);
  return found;
};
const size = (files) =>
  [...files].reduce((sum, file) => sum + gzipSync(readFileSync(join(dist, file)), { level: 9 }).length, 0) / 1000;
const filesOf = (keys) => {
  const scripts = new Set();
  const styles = new Set();
  for (const key of keys) {
    scripts.add(manifest[key].file);
    for (const style of manifest[key].css ?? []) styles.add(style);
  }
  return { scripts, styles };
};

const start = ['index.html', 'src/locales/en.ts'];
const routes = Object.keys(manifest).filter((key) => /^src\/features\/.*Page\.tsx$/.test(key));
const report = routes.map((route) => {
  const keys = new Set([...start, route].flatMap((key) => [...closure(key)]));
  const { scripts, styles } = filesOf(keys);
  return { route: route.replace(/^src\/features\/|\.tsx$/g, ''), scriptKb: size(scripts), styleKb: size(styles) };
});
const first = report.find(({ route }) => route === 'queues/QueuesPage');
if (!first) throw new Error('The build has no queues page.');

if (process.argv.includes('--json')) {
  process.stdout.write(`${JSON.stringify({ firstRouteKb: Number(first.scriptKb.toFixed(1)), budgetKb: BUDGET_KB })}\n`);
} else {
  for (const { route, scriptKb, styleKb } of report.sort((a, b) => a.scriptKb - b.scriptKb)) {
    process.stdout.write(
      `${route.padEnd(28)} ${scriptKb.toFixed(1).padStart(7)} kB scripts ${styleKb.toFixed(1).padStart(6)} kB styles\n`,
    );
  }
  process.stdout.write(`first route ${first.scriptKb.toFixed(1)} kB of ${BUDGET_KB} kB (gzip)\n`);
}
if (first.scriptKb > BUDGET_KB) process.exitCode = 1;
