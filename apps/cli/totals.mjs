// The last line of .ci/run: counts from the reports that the tests and checks wrote. A report that is missing, and every
// step of the check that failed, counts as failed.
import { readFileSync } from 'node:fs';
import path from 'node:path';

const reports = path.resolve(import.meta.dirname, '../../reports');
const tests = read('tests.json');
const checks = read('check.json');
const failedChecks =
  checks === null ? ['the check did not finish'] : checks.filter(({ ok }) => !ok).map(({ name }) => name);
for (const name of failedChecks) process.stdout.write(`failed check: ${name}\n`);

const passed = tests?.passed ?? 0;
const failed = (tests === null ? 1 : tests.failed) + failedChecks.length;
const skipped = tests?.skipped ?? 0;
process.stdout.write(`${passed} passed, ${failed} failed${skipped > 0 ? `, ${skipped} skipped` : ''}\n`);
process.exit(failed === 0 && passed > 0 ? 0 : 1);

function read(name) {
  try {
    return JSON.parse(readFileSync(path.join(reports, name), 'utf8'));
  } catch {
    return null;
  }
}
