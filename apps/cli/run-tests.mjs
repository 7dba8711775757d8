// `npm test`: every jest project in turn, each with a JSON report under reports/, then the totals of all.
// Usage: npm test [-- <project> …] [-- <further jest options>]
import { spawn, spawnSync } from 'node:child_process';
import { accessSync, constants, existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';

const root = path.resolve(import.meta.dirname, '../..');
const jest = path.join(root, 'node_modules/jest/bin/jest.js');
/** A run that reported but does not end keeps something open, which is a fault; milliseconds until it is ended. */
const ENDS_WITHIN_MS = 30_000;

// Suites that start whole desks or measure faults get the machine to themselves.
const RUNS = [
  { name: 'unit', projects: ['unit', 'web'], args: ['--maxWorkers=100%'] },
  { name: 'integration', projects: ['integration'], args: [] },
  { name: 'faults', projects: ['faults'], args: ['--runInBand'] },
  { name: 'e2e', projects: ['e2e'], args: ['--runInBand'], needs: ['chromium', 'chromium-browser', 'google-chrome'] },
];

const wished = process.argv.slice(2).filter((argument) => !argument.startsWith('-'));
const further = process.argv.slice(2).filter((argument) => argument.startsWith('-'));
const reports = path.join(root, 'reports');
mkdirSync(reports, { recursive: true });
rmSync(path.join(reports, 'tests.json'), { force: true });

const results = [];
for (const run of RUNS) {
  if (wished.length > 0 && !wished.includes(run.name)) continue;
  const since = Date.now();
  const result = run.needs && !run.needs.some(onPath) ? skipped(run) : await perform(run);
  results.push({ name: run.name, seconds: Math.round((Date.now() - since) / 100) / 10, ...result });
}

const sum = (key) => results.reduce((total, result) => total + result[key], 0);
const totals = { passed: sum('passed'), failed: sum('failed'), skipped: sum('skipped') };
writeFileSync(path.join(reports, 'tests.json'), JSON.stringify({ ...totals, runs: results }, null, 2));
process.stdout.write('\n');
for (const { name, passed, failed, skipped: left, seconds, leftOut } of results) {
  process.stdout.write(`${name.padEnd(12)} ${passed} passed, ${failed} failed, ${left} skipped (${seconds} s)\n`);
  for (const line of leftOut) process.stdout.write(`             skipped: ${line}\n`);
}
process.stdout.write(`all          ${totals.passed} passed, ${totals.failed} failed, ${totals.skipped} skipped\n`);
process.exit(totals.failed > 0 ? 1 : 0);

async function perform({ name, projects, args }) {
  const report = path.join(reports, `${name}.json`);
  rmSync(report, { force: true });
  process.stdout.write(`\n── ${name}\n`);
  const options = ['--passWithNoTests', '--json', `--outputFile=${report}`, ...args, ...further];
  const child = spawn(process.execPath, [jest, '-c', 'jest.config.mjs', ...options, '--selectProjects', ...projects], {
    cwd: root,
    // Jest prints the report on standard output as well; people read standard error.
    stdio: ['ignore', 'ignore', 'inherit'],
    env: { ...process.env, NODE_ENV: 'test' },
  });
  const code = await ended(child, report);
  return readReport(report, code);
}

function ended(child, report) {
  return new Promise((resolve) => {
    let reportedAt = null;
    const watch = setInterval(() => {
      if (existsSync(report)) reportedAt ??= Date.now();
      if (reportedAt === null || Date.now() - reportedAt < ENDS_WITHIN_MS) return;
      process.stdout.write('The run reported but did not end: a test left something open.\n');
      child.kill('SIGKILL');
    }, 1_000);
    child.once('exit', (code) => {
      clearInterval(watch);
      resolve(code);
    });
  });
}

function readReport(report, code) {
  if (!existsSync(report)) return { passed: 0, failed: 1, skipped: 0, leftOut: [] };
  const { numPassedTests, numFailedTests, numPendingTests, numTodoTests, numRuntimeErrorTestSuites, testResults } =
    JSON.parse(readFileSync(report, 'utf8'));
  const failed = numFailedTests + numRuntimeErrorTestSuites;
  const leftOut = testResults.flatMap(({ assertionResults }) =>
    assertionResults.filter(({ status }) => status === 'pending' || status === 'todo').map(({ fullName }) => fullName),
  );
  return {
    passed: numPassedTests,
    // A run that ended badly without a failed test (a leak, a broken teardown) has failed all the same.
    failed: failed === 0 && code !== 0 ? 1 : failed,
    skipped: numPendingTests + numTodoTests,
    leftOut,
  };
}

function skipped({ name, projects, needs }) {
  const listed = spawnSync(
    process.execPath,
    [jest, '-c', 'jest.config.mjs', '--selectProjects', ...projects, '--listTests'],
    {
      cwd: root,
      encoding: 'utf8',
    },
  );
  const suites = listed.stdout.split('\n').filter((line) => line.startsWith(root));
  process.stdout.write(
    `\n── ${name}: skipped, because none of ${needs.join(', ')} is on PATH (apt-get install chromium)\n`,
  );
  return { passed: 0, failed: 0, skipped: suites.length, leftOut: suites.map((suite) => path.relative(root, suite)) };
}

function onPath(program) {
  return (process.env.PATH ?? '').split(path.delimiter).some((folder) => {
    try {
      accessSync(path.join(folder, program), constants.X_OK);
      return true;
    } catch {
      return false;
    }
  });
}
