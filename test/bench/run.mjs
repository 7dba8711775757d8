// `npm run bench [-- p10 p11] [--only-print]`: runs every *.bench.ts (or those named), one after another, each of which
// measures ours and its baseline in turns; prints the figures and, but for `--only-print`, writes docs/BENCHMARKS.md and
// docs/benchmarks.json. Figures are reported,
// never gates: the exit code is 1 only when a benchmark could not be run.
import { createHash } from 'node:crypto';
import { closeSync, fdatasyncSync, openSync, writeSync } from 'node:fs';
import { mkdir, mkdtemp, readdir, readFile, rm, symlink, writeFile } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import { transformFile } from '@swc/core';
import pg from 'pg';
import { loadEmbedded } from '../support/compile-embedded.mjs';

const root = path.resolve(import.meta.dirname, '../..');
const wanted = process.argv.slice(2).filter((word) => !word.startsWith('-'));
const onlyPrint = process.argv.includes('--only-print');
const compiled = path.join(root, '.nx/bench', String(process.pid));

/** TypeScript of the tests as modules of Node: the libs come from their builds, as in a process. */
async function compile(folder) {
  const from = path.join(root, 'test', folder);
  const to = path.join(compiled, 'test', folder);
  await mkdir(to, { recursive: true });
  for (const name of await readdir(from)) {
    if (name.endsWith('.mjs')) await symlink(path.join(from, name), path.join(to, name));
    if (!name.endsWith('.ts') || name.endsWith('.spec.ts')) continue;
    const { code } = await transformFile(path.join(from, name), {
      swcrc: false,
      module: { type: 'nodenext' },
      jsc: {
        target: 'es2022',
        keepClassNames: true,
        parser: { syntax: 'typescript', decorators: true },
        transform: { legacyDecorator: true, decoratorMetadata: true, useDefineForClassFields: false },
      },
    });
    const own = `const __dirname = ${JSON.stringify(from)};\nconst __filename = ${JSON.stringify(path.join(from, name))};\n`;
    const linked = code.replace(
      /(from |import\()(['"])(?:\.\.\/)+(apps|libs)\/([a-z-]+)\/src\//g,
      (_all, keyword, quote, kind, project) =>
        `${keyword}${quote}${pathToFileURL(path.join(root, kind, project, 'dist')).href}/`,
    );
    await writeFile(
      path.join(to, name.replace(/\.ts$/, '.js')),
      (/__dirname|__filename/.test(code) ? own : '') + linked,
    );
  }
}

/** What this machine does with nothing of ours: read the figures beside it. */
async function calibrate(url) {
  const block = Buffer.alloc(1 << 20, 7);
  const seconds = (from) => (performance.now() - from) / 1_000;
  let from = performance.now();
  for (let n = 0; n < 300; n += 1) createHash('sha256').update(block).digest();
  const hash = 300 / seconds(from);

  const folder = await mkdtemp(path.join(os.tmpdir(), 'mizan-calibrate-'));
  const file = openSync(path.join(folder, 'f'), 'w');
  from = performance.now();
  for (let n = 0; n < 200; n += 1) {
    writeSync(file, block, 0, 8192);
    fdatasyncSync(file);
  }
  const syncs = 200 / seconds(from);
  closeSync(file);
  await rm(folder, { recursive: true, force: true });

  const pool = new pg.Pool({ connectionString: url, max: 8 });
  await pool.query('drop table if exists calibration');
  await pool.query('create table calibration as select n as id, 0 as value from generate_series(1, 10000) n');
  await pool.query('alter table calibration add primary key (id)');
  let done = 0;
  from = performance.now();
  await Promise.all(
    Array.from({ length: 8 }, async () => {
      while (seconds(from) < 3) {
        await pool.query({
          name: 'calibrate',
          text: 'update calibration set value = value + 1 where id = $1',
          values: [1 + Math.floor(Math.random() * 10_000)],
        });
        done += 1;
      }
    }),
  );
  const updates = done / seconds(from);
  await pool.query('drop table calibration');
  await pool.end();
  return { 'SHA-256, MB/s': hash, 'fdatasync/s': syncs, 'single-row updates/s, 8 clients': updates };
}

const figure = (value) =>
  value >= 1_000 ? Math.round(value).toLocaleString('en') : value >= 10 ? value.toFixed(1) : value.toFixed(3);

function row(result) {
  return `| ${result.id} | ${result.what} | ${figure(result.ours)} ${result.unit} | ${figure(result.baseline)} ${result.unit} | ${result.ratio.toFixed(3)} | ${result.goal} | ${result.met ? 'yes' : 'no'} |`;
}

async function main() {
  const { startPostgres } = await loadEmbedded();
  const folder = await mkdtemp(path.join(os.tmpdir(), 'mizan-bench-'));
  const server = process.env.TEST_DATABASE_URL
    ? null
    : await startPostgres({
        folder,
        settings: { shared_buffers: '1GB', max_wal_size: '4GB', max_connections: '200', checkpoint_timeout: '15min' },
      });
  const url = process.env.TEST_DATABASE_URL ?? server.url;
  process.env.TEST_DATABASE_URL = url;
  const results = [];
  const failed = [];
  try {
    await compile('support');
    await compile('bench');
    const calibration = await calibrate(url);
    process.stdout.write(
      `calibration: ${Object.entries(calibration)
        .map(([name, value]) => `${figure(value)} ${name}`)
        .join(', ')}\n`,
    );
    const files = (await readdir(path.join(root, 'test/bench'))).filter((name) => name.endsWith('.bench.ts')).sort();
    for (const name of files) {
      if (wanted.length > 0 && !wanted.some((word) => name.startsWith(word))) continue;
      const startedAt = performance.now();
      process.stdout.write(`\n${name}\n`);
      try {
        const bench = await import(pathToFileURL(path.join(compiled, 'test/bench', name.replace(/\.ts$/, '.js'))).href);
        for (const result of await bench.run()) {
          results.push({ ...result, measuredAt: new Date().toISOString() });
          process.stdout.write(`${row(result)}\n`);
        }
        await publish(results, calibration, true);
      } catch (error) {
        failed.push(name);
        process.stdout.write(`could not be run: ${error instanceof Error ? error.stack : String(error)}\n`);
      }
      process.stdout.write(`(${((performance.now() - startedAt) / 1_000).toFixed(1)} s)\n`);
    }
    if (results.length > 0) await publish(results, calibration, wanted.length > 0 || failed.length > 0);
  } finally {
    await server?.stop();
    await rm(folder, { recursive: true, force: true });
    await rm(compiled, { recursive: true, force: true });
  }
  const met = results.filter((result) => result.met).length;
  process.stdout.write(
    `\n${results.length} figures, ${met} goals met, ${results.length - met} not met, ${failed.length} benchmarks could not be run\n`,
  );
  process.exit(failed.length > 0 ? 1 : 0);
}

/** Figures of benchmarks that were not run this time stay with `keepOthers`. */
async function publish(results, calibration, keepOthers) {
  if (onlyPrint) return;
  const file = path.join(root, 'docs/benchmarks.json');
  const before = await readFile(file, 'utf8').then(JSON.parse, () => []);
  const measured = new Set(results.map((result) => result.id));
  const kept = keepOthers ? before.filter((result) => !measured.has(result.id)) : [];
  const place = (id) => Number(/\d+/.exec(id)?.[0] ?? 0);
  const all = [...kept, ...results].sort(
    (a, b) => a.id[0].localeCompare(b.id[0]) || place(a.id) - place(b.id) || a.id.localeCompare(b.id),
  );
  const rounded = all.map((result) => ({
    ...result,
    ours: Number(result.ours.toPrecision(4)),
    baseline: Number(result.baseline.toPrecision(4)),
    ratio: Number(result.ratio.toPrecision(4)),
  }));
  await writeFile(file, `${JSON.stringify(rounded, null, 2)}\n`);
  const newest = all.reduce((last, result) => (result.measuredAt > last ? result.measuredAt : last), '');
  const lines = [
    '# Benchmarks',
    '',
    'Written by `npm run bench`. Every figure stands beside a baseline that was measured in the same run, in turns; the',
    'ratio is what a goal is about (goals that name an absolute figure say so). Absolute figures depend on the machine.',
    '',
    `Last measured ${newest.slice(0, 16).replace('T', ' ')} UTC: ${os.cpus().length} × ${os.cpus()[0]?.model ?? 'unknown processor'}, ${Math.round(os.totalmem() / 2 ** 30)} GB, Node ${process.version}.`,
    '',
    'Calibration of the last run (nothing of ours takes part); figures of other benchmarks may be of an earlier one, see `measuredAt`:',
    '',
    ...Object.entries(calibration).map(([name, value]) => `- ${figure(value)} ${name}`),
    '',
    '| goal | what | ours | baseline | ratio | aim | met |',
    '| --- | --- | ---: | ---: | ---: | --- | --- |',
    ...all.map(row),
    '',
  ];
  await writeFile(path.join(root, 'docs/BENCHMARKS.md'), lines.join('\n'));
}

await main();
