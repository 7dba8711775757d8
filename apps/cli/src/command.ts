import type { Readable, Writable } from 'node:stream';

/** The streams a command works on; standard output belongs to its answer alone. */
export interface CommandStreams {
  readonly stdin: Readable;
  readonly stdout: Writable;
  readonly stderr: Writable;
}

/** What `commands/<name>.ts` exports as `run`; resolves to the exit code. */
export type RunCommand = (args: readonly string[], streams: CommandStreams) => Promise<number>;

export interface CommandEntry {
  readonly summary: string;
  /** `desk`: the environment of the running desk, or of its embedded services started for this command alone. */
  readonly needs: 'nothing' | 'desk';
}

/** The commands of `npm run mizan -- <name>`, by the name of their file. */
export const COMMANDS: Readonly<Record<string, CommandEntry>> = {
  start: { summary: 'start the desk and everything it needs (npm start)', needs: 'nothing' },
  dev: { summary: 'start the desk and rebuild what changes (npm run dev)', needs: 'nothing' },
  import: { summary: 'read a Telegram export or a referral batch: import <file> [--help]', needs: 'desk' },
  resolve: { summary: 'one link or handle a line on standard input, one JSON line for each', needs: 'nothing' },
  signals: { summary: 'one profile a line (JSON) on standard input, its class and reasons for each', needs: 'nothing' },
  audit: { summary: 'audit verify: recompute the seals of the record', needs: 'desk' },
  administrator: { summary: 'make the first administrator: administrator --email … --name …', needs: 'desk' },
  seed: { summary: 'create the sample people, policies and the sandbox network', needs: 'desk' },
};
