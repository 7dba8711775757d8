import type { RunCommand } from '../command.js';
import { watchSources } from '../development.js';
import { readDeskSettings } from '../desk-settings.js';
import { Progress } from '../progress.js';
import { runUntilStopped } from '../run-until-stopped.js';
import { Supervisor } from '../supervisor.js';

/** `npm run dev`: as `npm start`, with open GraphQL, processes that restart with new code, and the web from Vite. */
export const run: RunCommand = async (_args, { stdout }) => {
  const progress = new Progress(stdout);
  const supervisor = new Supervisor({
    settings: readDeskSettings(process.env),
    environment: process.env,
    progress,
    development: true,
  });
  return runUntilStopped(supervisor, progress, ({ ports }) => watchSources(supervisor, ports, progress));
};
