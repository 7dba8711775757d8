// `npm run check`: types, lint with boundaries, format, and drift of everything that is generated and committed.
// Runs all steps, prints a line for each, writes reports/check.json, exits 1 when any failed.
import { spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { fileURLToPath } from 'node:url';

const root = fileURLToPath(new URL('../../', import.meta.url));
const environment = { ...process.env, NX_DAEMON: 'false', NX_TUI: 'false', NX_NO_CLOUD: 'true' };
const scratch = mkdtempSync(path.join(os.tmpdir(), 'mizan-check-'));

/** Runs one program of node_modules (or of ours) with this Node and returns what it printed when it failed. */
function run(script, ...args) {
  const result = spawnSync(process.execPath, [script, ...args], {
    cwd: root,
    env: environment,
    encoding: 'utf8',
    maxBuffer: 1 << 28,
  });
  return result.status === 0 ? null : `${result.stdout ?? ''}${result.stderr ?? ''}`.trim();
}

/** Compares a committed file with what its generator makes now. */
function drift(committed, generator, command) {
  const made = path.join(scratch, path.basename(committed));
  const failed = generator(made);
  if (failed) return failed;
  let stands;
  try {
    stands = readFileSync(path.join(root, committed), 'utf8');
  } catch {
    return `${committed} is missing. Write it with: ${command}`;
  }
  return readFileSync(made, 'utf8') === stands
    ? null
    : `${committed} is not what the code makes. Write it anew with: ${command}`;
}

const steps = [
  [
    'types of api, worker, cli, sandbox, libs, tests',
    () => run('node_modules/typescript/bin/tsc', '-p', 'tsconfig.json'),
  ],
  ['types of web', () => run('node_modules/typescript/bin/tsc', '-p', 'apps/web/tsconfig.json', '--noEmit')],
  ['types of the browser journeys', () => run('node_modules/typescript/bin/tsc', '-p', 'test/e2e/tsconfig.json')],
  [
    'lint and boundaries',
    () =>
      run('node_modules/nx/dist/bin/nx.js', 'show', 'projects') ??
      run('node_modules/eslint/bin/eslint.js', '--max-warnings', '0', 'apps', 'libs', 'test'),
  ],
  ['format', () => run('node_modules/prettier/bin/prettier.cjs', '--check', '--log-level', 'warn', '.')],
  [
    'GraphQL schema is the committed contract',
    () => drift('apps/api/schema.graphql', (file) => run('apps/api/dist/print-schema.js', file), 'npm run schema'),
  ],
  ['typed operations of the web are current', () => run('apps/web/codegen.mjs', '--check')],
  [
    '.env.example is current',
    () => drift('.env.example', (file) => run('apps/cli/env-example.mjs', file), 'npm run env-example'),
  ],
];

const results = steps.map(([name, step]) => {
  const started = Date.now();
  const fault = step();
  process.stdout.write(
    `${fault === null ? 'ok  ' : 'FAIL'} ${name} (${((Date.now() - started) / 1000).toFixed(1)} s)\n`,
  );
  if (fault !== null) process.stdout.write(`${fault.split('\n').slice(0, 60).join('\n')}\n`);
  return { name, ok: fault === null };
});
rmSync(scratch, { recursive: true, force: true });
mkdirSync(path.join(root, 'reports'), { recursive: true });
writeFileSync(path.join(root, 'reports/check.json'), JSON.stringify(results, null, 2));
process.exit(results.every((result) => result.ok) ? 0 : 1);
