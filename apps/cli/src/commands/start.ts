import type { RunCommand } from '../command.js';
import { readDeskSettings } from '../desk-settings.js';
import { Progress } from '../progress.js';
import { runUntilStopped } from '../run-until-stopped.js';
import { Supervisor } from '../supervisor.js';

/** `npm start`: the desk and everything it needs, until Ctrl-C. */
export const run: RunCommand = async (_args, { stdout }) => {
  const progress = new Progress(stdout);
  const supervisor = new Supervisor({
    settings: readDeskSettings(process.env),
    environment: process.env,
    progress,
    development: false,
  });
  return runUntilStopped(supervisor, progress);
};
