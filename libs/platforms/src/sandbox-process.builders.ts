import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, mkdtempSync, readdirSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { createInterface } from 'node:readline';

const WORKSPACE = path.resolve(__dirname, '../../..');
const SANDBOX = path.join(WORKSPACE, 'apps/sandbox');

/** How an order stands in the sandbox's own book. */
export interface SandboxEffect {
  order_id: string;
  outcome: string;
  requests: number;
  effects: number;
}

export interface SandboxEffects {
  orders: number;
  effects: number;
  duplicates: string[];
  list: SandboxEffect[];
}

/** The sandbox platform as a process of its own, with a data folder that is thrown away at the end. */
export class SandboxProcess {
  private child: ChildProcess | null = null;
  private port = 0;
  readonly dataFolder = mkdtempSync(path.join(tmpdir(), 'mizan-sandbox-'));

  /** Base address of one of its platforms, as a platform's endpoint is set up in the desk. */
  endpoint(platform: 'telegram' | 'tamtam' | 'matrix'): string {
    return `${this.origin()}/${platform}`;
  }

  origin(): string {
    return `http://127.0.0.1:${this.port}`;
  }

  /** Starts it, the second time on the same port; resolves once it listens. `env` adds to its environment. */
  async start(env: Readonly<Record<string, string>> = {}): Promise<void> {
    await buildSandbox();
    const child = spawn(process.execPath, [path.join(SANDBOX, 'dist/main.js')], {
      env: { PATH: process.env['PATH'] ?? '', SANDBOX_DATA: this.dataFolder, SANDBOX_PORT: String(this.port), ...env },
      stdio: ['ignore', 'pipe', 'inherit'],
    });
    this.child = child;
    for await (const line of createInterface({ input: child.stdout })) {
      const port = /"port":(\d+)/.exec(line)?.[1];
      if (port === undefined) continue;
      this.port = Number(port);
      return;
    }
    throw new Error('the sandbox ended before it listened');
  }

  /** Writes the file that introduces the desk: signing secrets by platform, and the desk's address and keys. */
  introduce(connection: {
    secrets: Readonly<Record<string, readonly string[]>>;
    desk?: { url: string; keys: Readonly<Record<string, string>> };
  }): void {
    writeFileSync(path.join(this.dataFolder, 'connection.json'), JSON.stringify(connection));
  }

  /** SIGKILL: nothing is tidied up. */
  async kill(signal: NodeJS.Signals = 'SIGKILL'): Promise<void> {
    const child = this.child;
    this.child = null;
    if (!child || child.exitCode !== null) return;
    const ended = once(child, 'exit');
    child.kill(signal);
    await ended;
  }

  /** Ends the process and removes its data. */
  async stop(): Promise<void> {
    await this.kill('SIGTERM');
    rmSync(this.dataFolder, { recursive: true, force: true });
  }

  async setFaults(faults: readonly object[], seed = 'faults'): Promise<void> {
    const response = await fetch(`${this.origin()}/debug/faults`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ faults, seed }),
    });
    if (!response.ok) throw new Error(`faults were refused: ${await response.text()}`);
  }

  /** How often a notice can be read; 0 when it never came. */
  async shown(noticeId: string): Promise<number> {
    const response = await fetch(`${this.origin()}/debug/mailbox`);
    const body: unknown = await response.json();
    return (body as { list: { id: string; shown: number }[] }).list.find((each) => each.id === noticeId)?.shown ?? 0;
  }

  async effects(orderId?: string): Promise<SandboxEffects> {
    const query = orderId === undefined ? '' : `?order_id=${orderId}`;
    const response = await fetch(`${this.origin()}/debug/effects${query}`);
    const body: unknown = await response.json();
    return body as SandboxEffects;
  }
}

// `npm test` builds before it tests; this is for a spec file that is run alone.
async function buildSandbox(): Promise<void> {
  const built = path.join(SANDBOX, 'dist/main.js');
  if (existsSync(built) && statSync(built).mtimeMs >= newest(path.join(SANDBOX, 'src'))) return;
  const child = spawn(process.execPath, [path.join(WORKSPACE, 'apps/cli/build-project.mjs'), SANDBOX], {
    cwd: WORKSPACE,
    stdio: 'inherit',
  });
  const [code]: unknown[] = await once(child, 'exit');
  if (code !== 0) throw new Error('the sandbox does not compile');
}

function newest(folder: string): number {
  return Math.max(
    ...readdirSync(folder, { recursive: true, withFileTypes: true })
      .filter((entry) => entry.isFile())
      .map((entry) => statSync(path.join(entry.parentPath, entry.name)).mtimeMs),
  );
}
