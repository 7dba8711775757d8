import { spawnSync } from 'node:child_process';
import { existsSync, readdirSync, watch, type FSWatcher } from 'node:fs';
import path from 'node:path';
import { spawnBound } from '@mizan/foundation/embedded/bound-child.js';
import { PROJECT_FOLDER, type DeskPorts } from './desk-settings.js';
import type { Progress } from './progress.js';
import type { Supervisor } from './supervisor.js';

/** Editors write a file in several steps; milliseconds of quiet before it is built. */
const QUIET_MS = 150;
const PROCESSES: Readonly<Record<string, readonly string[]>> = {
  'apps/api': ['API'],
  'apps/worker': ['worker'],
  'apps/sandbox': ['sandbox'],
};
const SERVER_PROCESSES = ['API', 'worker'] as const;

/** Builds a lib or app when its sources change, restarts what uses it, and serves the web with Vite. Returns how to end. */
export async function watchSources(
  supervisor: Supervisor,
  ports: DeskPorts,
  progress: Progress,
): Promise<() => Promise<void>> {
  const changed = new Set<string>();
  let timer: NodeJS.Timeout | undefined;
  let working: Promise<void> = Promise.resolve();
  const rebuildSoon = (project: string) => {
    changed.add(project);
    clearTimeout(timer);
    timer = setTimeout(() => {
      working = working.then(() => rebuild(supervisor, progress, changed));
    }, QUIET_MS);
  };
  const watchers = serverProjects().map((project): FSWatcher => {
    const folder = path.join(PROJECT_FOLDER, project, 'src');
    return watch(folder, { recursive: true }, (_event, file) => {
      if (file?.endsWith('.ts') && !file.endsWith('.spec.ts')) rebuildSoon(project);
    });
  });

  const vite = spawnBound(process.execPath, [path.join(PROJECT_FOLDER, 'node_modules/vite/bin/vite.js')], {
    deathSignal: 'SIGTERM',
    cwd: path.join(PROJECT_FOLDER, 'apps/web'),
    env: { ...process.env, MIZAN_API: `http://127.0.0.1:${ports.desk}` },
    stdio: ['ignore', 'inherit', 'inherit'],
  });
  const viteEnded = new Promise<void>((resolve) => vite.once('exit', () => resolve()));
  return async () => {
    clearTimeout(timer);
    for (const watcher of watchers) watcher.close();
    vite.kill('SIGTERM');
    await Promise.all([viteEnded, working]);
  };
}

function serverProjects(): string[] {
  return ['apps', 'libs']
    .flatMap((kind) => readdirSync(path.join(PROJECT_FOLDER, kind)).map((name) => `${kind}/${name}`))
    .filter(
      (project) => !['apps/web', 'apps/cli'].includes(project) && existsSync(path.join(PROJECT_FOLDER, project, 'src')),
    );
}

async function rebuild(supervisor: Supervisor, progress: Progress, changed: Set<string>): Promise<void> {
  const projects = [...changed];
  changed.clear();
  for (const project of projects) {
    const since = Date.now();
    const built = spawnSync(process.execPath, ['apps/cli/build-project.mjs', project], {
      cwd: PROJECT_FOLDER,
      encoding: 'utf8',
    });
    if (built.status !== 0)
      return progress.line(`${project} does not compile; what ran before still runs:\n${built.stderr}`);
    progress.line(`${project} built in ${Date.now() - since} ms.`);
  }
  const names = new Set(projects.flatMap((project) => PROCESSES[project] ?? SERVER_PROCESSES));
  await Promise.all([...names].map((name) => supervisor.process(name)?.restart()));
}
