// The first thing that runs: needs Node alone. Checks Node, installs and builds what is missing or stale, then hands
// over to the built command line. Everything it says goes to standard error, so that commands own standard output.
// Usage: node apps/cli/bootstrap.mjs start | test | dev | check | bench | screens | cli <command> …
import { spawn, spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import {
  accessSync,
  constants,
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  renameSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import path from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';

const MINIMUM_NODE = [20, 19];
const root = path.resolve(path.dirname(fileURLToPath(import.meta.url)), '../..');
const say = (line) => process.stderr.write(`${line}\n`);
const seconds = (since) => `${((Date.now() - since) / 1000).toFixed(1)} s`;

const COMMANDS = {
  start: { build: 'all', run: () => handOver('start') },
  dev: { build: 'all', run: () => handOver('dev') },
  cli: { build: 'server', run: () => handOver(...process.argv.slice(3)) },
  test: { build: 'all', run: () => runScript('apps/cli/run-tests.mjs') },
  check: { build: 'server', run: () => runScript('apps/cli/check.mjs') },
  bench: { build: 'all', run: () => runScript('test/bench/run.mjs') },
  screens: { build: 'all', run: () => runScript('apps/cli/screens.mjs') },
};

const command = COMMANDS[process.argv[2]];
if (!command) {
  say(`Usage: node apps/cli/bootstrap.mjs ${Object.keys(COMMANDS).join(' | ')}`);
  process.exit(2);
}
checkNode();
install();
build(command.build);
await command.run();

function checkNode() {
  const [major, minor] = process.versions.node.split('.').map(Number);
  if (major > MINIMUM_NODE[0] || (major === MINIMUM_NODE[0] && minor >= MINIMUM_NODE[1])) return;
  say(`This is Node ${process.versions.node}; Mizan needs Node ${MINIMUM_NODE.join('.')} or newer.`);
  say(
    'Install the current LTS release from https://nodejs.org, or with your package manager, and run the command again.',
  );
  process.exit(1);
}

// Stale = the packages in node_modules are not those of the lock file. The stamp saves comparing them each time.
function install() {
  const lockFile = path.join(root, 'package-lock.json');
  const stampFile = path.join(root, 'node_modules/.mizan-installed');
  const stamp = `${createHash('sha256').update(readFileSync(lockFile)).digest('hex')} ${process.platform}-${process.arch}`;
  if (read(stampFile) === stamp) return;
  if (isInstalled(lockFile)) return keepStamp(stampFile, stamp);
  const since = Date.now();
  say('Installing packages (only the first time, and after an update) …');
  const npm = process.env.npm_execpath?.endsWith('.js')
    ? [process.execPath, process.env.npm_execpath]
    : [process.platform === 'win32' ? 'npm.cmd' : 'npm'];
  const done = spawnSync(npm[0], [...npm.slice(1), 'ci', '--no-audit', '--no-fund', '--loglevel=error'], {
    cwd: root,
    stdio: ['ignore', 2, 2],
    env: { ...process.env, npm_config_production: undefined, NODE_ENV: undefined },
    shell: process.platform === 'win32',
  });
  if (done.status !== 0) {
    say(
      done.error?.code === 'ENOENT'
        ? 'npm is not on PATH; it comes with Node.'
        : 'Packages could not be installed: see the lines above.',
    );
    if (!canWrite(root))
      say(`This user cannot write in ${root}: make it yours, or clone the project again as this user.`);
    process.exit(1);
  }
  keepStamp(stampFile, stamp);
  say(`Packages installed in ${seconds(since)}.`);
}

// npm writes what it installed to node_modules/.package-lock.json.
function isInstalled(lockFile) {
  const hidden = read(path.join(root, 'node_modules/.package-lock.json'));
  if (hidden === null) return false;
  const wanted = JSON.parse(readFileSync(lockFile, 'utf8')).packages;
  const present = JSON.parse(hidden).packages;
  return Object.entries(wanted).every(
    ([name, { version, optional, link }]) =>
      name === '' || !name.startsWith('node_modules/') || optional || link || present[name]?.version === version,
  );
}

// Fresh = the same sources (path, size, time) were built before and every output is still there.
function build(what) {
  const stampFile = path.join(root, `node_modules/.mizan-built-${what}`);
  const stamp = sourcesStamp(what);
  const missing = projects(what).filter((project) => !existsSync(path.join(root, project, 'dist')));
  if (missing.length === 0 && read(stampFile) === stamp) return;
  const since = Date.now();
  const nx = path.join(root, 'node_modules/nx/dist/bin/nx.js');
  const args = [
    'run-many',
    '-t',
    'build',
    '--output-style=stream',
    ...(what === 'server' ? ['--exclude=@mizan/web-app'] : []),
  ];
  say('Building what changed …');
  const done = spawnSync(process.execPath, [nx, ...args], {
    cwd: root,
    encoding: 'utf8',
    maxBuffer: 64 * 1024 * 1024,
    env: { ...process.env, NX_DAEMON: 'false', NX_NO_CLOUD: 'true', NX_TUI: 'false', NODE_ENV: undefined },
  });
  if (done.status !== 0) {
    say(`${done.stdout}\n${done.stderr}`);
    say('The build failed: see the lines above.');
    process.exit(1);
  }
  keepStamp(stampFile, stamp);
  if (what === 'all') keepStamp(path.join(root, 'node_modules/.mizan-built-server'), sourcesStamp('server'));
  say(`Built in ${seconds(since)}.`);
}

function canWrite(folder) {
  try {
    accessSync(folder, constants.W_OK);
    return true;
  } catch {
    return false;
  }
}

function projects(what) {
  return ['apps', 'libs']
    .flatMap((folder) => readdirSync(path.join(root, folder)).map((name) => `${folder}/${name}`))
    .filter((project) => existsSync(path.join(root, project, 'src')) && (what === 'all' || project !== 'apps/web'));
}

function sourcesStamp(what) {
  const hash = createHash('sha256');
  const add = (file) => {
    const { size, mtimeMs } = statSync(path.join(root, file));
    hash.update(`${file} ${size} ${mtimeMs}\n`);
  };
  for (const file of ['package-lock.json', 'nx.json', 'apps/cli/build-project.mjs']) add(file);
  for (const project of projects(what)) {
    for (const file of files(project)) if (!/\.spec\.tsx?$|\.md$/.test(file)) add(file);
  }
  return hash.digest('hex');
}

function* files(folder) {
  for (const entry of readdirSync(path.join(root, folder), { withFileTypes: true })) {
    if (entry.name === 'dist' || entry.name === 'node_modules') continue;
    const name = `${folder}/${entry.name}`;
    if (entry.isDirectory()) yield* files(name);
    else if (entry.isFile()) yield name;
  }
}

// In this process: signals, exit code and standard streams are the command's own.
async function handOver(...args) {
  const main = path.join(root, 'apps/cli/dist/main.js');
  process.argv.splice(1, process.argv.length - 1, main, ...args);
  process.setSourceMapsEnabled(true);
  await import(pathToFileURL(main).href);
}

async function runScript(script) {
  if (!existsSync(path.join(root, script))) {
    say(`${script} is missing.`);
    process.exit(1);
  }
  const child = spawn(process.execPath, [path.join(root, script), ...process.argv.slice(3)], {
    cwd: root,
    stdio: 'inherit',
  });
  // Ctrl-C reaches the child by itself; this process only waits for it.
  process.on('SIGINT', () => undefined);
  process.on('SIGTERM', () => child.kill('SIGTERM'));
  child.once('exit', (code) => process.exit(code ?? 1));
}

function read(file) {
  try {
    return readFileSync(file, 'utf8');
  } catch {
    return null;
  }
}

// A stamp that cannot be written only costs time at the next start.
function keepStamp(file, stamp) {
  try {
    mkdirSync(path.dirname(file), { recursive: true });
    writeFileSync(`${file}.new`, stamp);
    renameSync(`${file}.new`, file);
  } catch {
    return;
  }
}
