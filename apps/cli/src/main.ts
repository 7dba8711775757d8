import 'reflect-metadata';
import { COMMANDS, type RunCommand } from './command.js';
import { prepareDesk } from './desk-environment.js';
import { explain } from './explain.js';

const [name = 'help', ...args] = process.argv.slice(2);
const entry = COMMANDS[name];

if (!entry) {
  const list = Object.entries(COMMANDS).map(([command, { summary }]) => `  ${command.padEnd(10)}${summary}`);
  process.stderr.write(`Usage: npm run mizan -- <command>\n${list.join('\n')}\n`);
  process.exit(name === 'help' || name === '--help' ? 0 : 2);
}

// A reader that closes early (`| head`) is no fault.
process.stdout.on('error', (error: NodeJS.ErrnoException) => process.exit(error.code === 'EPIPE' ? 0 : 1));

try {
  const loaded: unknown = await import(new URL(`./commands/${name}.js`, import.meta.url).href);
  if (!isCommand(loaded)) throw new Error(`commands/${name}.js exports no run()`);
  const desk = entry.needs === 'desk' ? await prepareDesk() : null;
  try {
    process.exitCode = await loaded.run(args, { stdin: process.stdin, stdout: process.stdout, stderr: process.stderr });
  } finally {
    await desk?.release();
  }
} catch (error) {
  process.stderr.write(`${explain(error)}\n`);
  process.exitCode = 1;
}
await new Promise<void>((resolve) => process.stdout.write('', () => resolve()));
process.exit();

function isCommand(module: unknown): module is { run: RunCommand } {
  return typeof module === 'object' && module !== null && 'run' in module && typeof module.run === 'function';
}
