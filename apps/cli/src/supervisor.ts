import { existsSync } from 'node:fs';
import path from 'node:path';
import type { ChildProcess } from 'node:child_process';
import { startBackends, type OwnedServer } from './backends.js';
import { DeskFolder } from './desk-folder.js';
import { settlePorts } from './desk-ports.js';
import { PROJECT_FOLDER, type DeskPorts, type DeskSettings } from './desk-settings.js';
import { explain } from './explain.js';
import { rotateLog } from './log-file.js';
import { ManagedProcess } from './managed-process.js';
import { runOnce } from './one-shot.js';
import { processEnvironment, recordedEnvironment } from './process-environment.js';
import type { Progress } from './progress.js';
import { restartPauseMs } from './restart-rules.js';
import { Sample, type SampleSignIn } from './sample.js';
import { findProcess } from '@mizan/foundation/embedded/running-process.js';

const DISK_CHECK_MS = 60_000;
/** A little more than each process gives itself. */
const WORKER_STOP_MS = 16_000;
const API_STOP_MS = 11_000;
const SANDBOX_STOP_MS = 5_000;

export interface DeskAddresses {
  readonly url: string;
  readonly ports: DeskPorts;
  readonly signIns: readonly SampleSignIn[];
}

export interface SupervisorOptions {
  readonly settings: DeskSettings;
  readonly environment: NodeJS.ProcessEnv;
  readonly progress: Progress;
  readonly development: boolean;
}

/** Starts database, job queue, schema, sample, API, worker and sandbox, keeps them running, and stops them in order. */
export class Supervisor {
  private readonly folder: DeskFolder;
  private readonly processes = new Map<string, ManagedProcess>();
  private readonly servers = new Map<string, OwnedServer>();
  private readonly oneShots = new Set<ChildProcess>();
  /** Servers that came up after the stop had begun. */
  private readonly lateStops: Promise<void>[] = [];
  private environment: Record<string, string> = {};
  private address: string | null = null;
  private taken = false;
  private stopped: Promise<void> | null = null;
  private diskCheck: NodeJS.Timeout | null = null;

  constructor(private readonly options: SupervisorOptions) {
    this.folder = new DeskFolder(options.settings.dataFolder);
  }

  /** Throws DeskFault, EmbeddedServiceError; what runs by then is stopped by `stop`. */
  async start(): Promise<DeskAddresses> {
    const { settings, progress, development } = this.options;
    await this.folder.take();
    this.taken = true;
    const ports = await settlePorts(settings.ports);
    const secrets = this.folder.secrets();
    progress.line(`  data folder  ${settings.dataFolder}`);
    const backends = await progress.step(
      'services',
      () => startBackends(settings, this.folder, (server) => this.watch(server)),
      () => 'started',
    );
    progress.line(`  ${backends.summary}`);
    const withSandbox = settings.withSample && existsSync(script('sandbox'));
    const { databaseUrl, redisUrl } = backends;
    this.environment = processEnvironment(
      {
        databaseUrl,
        redisUrl,
        ports,
        publicUrl: settings.publicUrl,
        dataFolder: settings.dataFolder,
        withSandbox,
        development,
        secrets,
      },
      this.options.environment,
    );
    this.saveState();
    await progress.step(
      'schema',
      () => this.once('migration of the database', 'apps/api/dist/migrate.js'),
      summaryOfMigration,
    );
    const signIns = settings.withSample ? await this.makeSample() : [];

    const api = this.add('API', script('api'), `http://127.0.0.1:${ports.desk}/health/ready`, 'api', API_STOP_MS);
    const worker = this.add(
      'worker',
      script('worker'),
      `http://127.0.0.1:${ports.worker}/health/ready`,
      'worker',
      WORKER_STOP_MS,
    );
    const sandbox = withSandbox
      ? [this.add('sandbox', script('sandbox'), `http://127.0.0.1:${ports.sandbox}/health`, 'sandbox', SANDBOX_STOP_MS)]
      : [];
    await Promise.all(
      [api, worker, ...sandbox].map((part) => {
        this.refuseWhenStopping();
        return progress.step(
          part.options.name,
          () => part.start(),
          () => 'ready',
        );
      }),
    );
    this.address = this.environment['PUBLIC_URL'] ?? `http://localhost:${ports.desk}`;
    this.saveState();
    this.diskCheck = setInterval(() => this.watchDisk(), DISK_CHECK_MS);
    return { url: this.address, ports, signIns };
  }

  /** The process of that name, for restarts with new code. */
  process(name: string): ManagedProcess | undefined {
    return this.processes.get(name);
  }

  /** Workers, API, sandbox, job queue, database: in this order, each with a deadline. Safe to call twice. */
  stop(): Promise<void> {
    this.stopped ??= this.stopAll();
    return this.stopped.then(async () => {
      await Promise.all(this.lateStops);
      if (this.taken) this.folder.release();
    });
  }

  private async stopAll(): Promise<void> {
    if (this.diskCheck) clearInterval(this.diskCheck);
    for (const child of this.oneShots) child.kill('SIGTERM');
    for (const name of ['worker', 'API', 'sandbox']) await this.processes.get(name)?.stop();
    for (const name of ['Redis', 'PostgreSQL']) await this.servers.get(name)?.stop();
  }

  private async makeSample(): Promise<readonly SampleSignIn[]> {
    if (!existsSync(path.join(PROJECT_FOLDER, 'apps/cli/dist/commands/seed.js'))) return [];
    const sample = new Sample(this.folder.path('sample.json'), this.environment['SANDBOX_URL'] ?? '');
    return (
      sample.kept() ??
      this.options.progress.step(
        'sample',
        async () => sample.keep(await this.once('creation of the sample data', 'apps/cli/dist/main.js', 'seed')),
        () => 'people, policies and a pretend network made',
      )
    );
  }

  private once(name: string, file: string, ...args: string[]): Promise<string> {
    this.refuseWhenStopping();
    const onStart = (child: ChildProcess) => {
      this.oneShots.add(child);
      child.once('exit', () => this.oneShots.delete(child));
    };
    return runOnce({ name, script: path.join(PROJECT_FOLDER, file), args, environment: this.environment, onStart });
  }

  private add(name: string, file: string, readyUrl: string, log: string, stopWithinMs: number): ManagedProcess {
    const added = new ManagedProcess({
      name,
      script: file,
      environment: this.environment,
      logFile: this.folder.path('logs', `${log}.log`),
      readyUrl,
      stopWithinMs,
      onChange: () => this.saveState(),
      say: (line) => this.options.progress.line(line),
    });
    this.processes.set(name, added);
    return added;
  }

  // A database or job queue that dies comes back on its port, so that nothing else has to start again.
  private watch(server: OwnedServer): void {
    this.servers.set(server.name, server);
    if (this.stopped) this.lateStops.push(server.stop());
    void server.ended.then(async () => {
      for (let attempt = 1; !this.stopped; attempt += 1) {
        this.options.progress.line(`${server.name} ended; it starts again.`);
        try {
          await server.restart();
          if (!this.stopped) this.options.progress.line(`${server.name} is ready again.`);
          return;
        } catch (error) {
          this.options.progress.line(explain(error));
          await new Promise((resolve) => setTimeout(resolve, restartPauseMs(attempt)));
        }
      }
    });
  }

  private saveState(): void {
    const self = findProcess(process.pid);
    if (!self || !this.taken) return;
    const children = [...this.processes.values()].flatMap((each) => each.identity() ?? []);
    this.folder.writeState({
      pid: self.pid,
      startedAt: self.startedAt,
      address: this.address,
      environment: recordedEnvironment(this.environment),
      children,
    });
  }

  private watchDisk(): void {
    for (const { options } of this.processes.values()) rotateLog(options.logFile);
    const warning = this.folder.spaceWarning();
    if (warning) this.options.progress.line(warning);
  }

  private refuseWhenStopping(): void {
    if (this.stopped) throw new StartInterrupted('Stopped before the desk was ready.');
  }
}

/** The person stopped the desk while it was starting. */
export class StartInterrupted extends Error {}

function script(app: string): string {
  return path.join(PROJECT_FOLDER, 'apps', app, 'dist/main.js');
}

function summaryOfMigration(output: string): string {
  const ran = /^migrated: (.*)$/m.exec(output)?.[1];
  return ran ? `${ran.split(',').length} migrations run` : 'up to date';
}
