import { open } from 'node:fs/promises';
import path from 'node:path';
import { parseArgs } from 'node:util';
import { NestFactory } from '@nestjs/core';
import { systemActor } from '@mizan/foundation/acting.js';
import { readConfig } from '@mizan/foundation/config.js';
import { AppError } from '@mizan/foundation/errors.js';
import { createLogger, nestLogger } from '@mizan/foundation/logger.js';
import { ImportRunnerService } from '@mizan/intake/import-runner.service.js';
import type { Import } from '@mizan/intake/import.entity.js';
import { ImportsService } from '@mizan/intake/imports.service.js';
import type { RunCommand } from '../command.js';
import { SeedModule } from '../seed/seed.module.js';
import { importReport, kindOfFile, refusalLines } from './import-report.js';

const USAGE = `Usage: npm run mizan -- import <file> [--kind telegram_export|referral_batch] [--platform CODE] [--source CODE] [--policy CODE] [--zone ZONE]
Takes in a Telegram Desktop result.json (one chat or a whole account) or a batch of referrals (CSV, JSON list or NDJSON with
url, platform, reason, referrer, received_at, reference). What was taken before is not taken twice. --zone is the IANA time
zone in which the local times of older exports are read; default UTC. Ends with 0 when the file was taken in (lines that
were refused are listed), 1 when it could not be read and nothing of it was kept, 2 on wrong use.
`;

/** Refusals that are printed; the rest is counted, and stays to be seen in the web. */
const SHOWN = 100;

export const run: RunCommand = async (args, { stdout, stderr }) => {
  const options = readArguments(args);
  if (!options) {
    stderr.write(USAGE);
    return args.includes('--help') ? 0 : 2;
  }
  const file = path.resolve(process.env['INIT_CWD'] ?? process.cwd(), options.file);
  const kind = options.kind ?? kindOfFile(await headOf(file));
  const config = readConfig();
  const logger = createLogger('warn', 'import');
  const app = await NestFactory.createApplicationContext(SeedModule.forProcess(config, logger), {
    logger: nestLogger(logger),
    abortOnError: false,
  });
  try {
    const imports = app.get(ImportsService);
    const id = await imports.take(
      systemActor('command-line'),
      { ...options, kind, fileName: path.basename(file) },
      file,
    );
    const done = await app.get(ImportRunnerService).run(id, new AbortController().signal, progressLine(stderr));
    stdout.write(importReport(done));
    for (let after: string | null = null, shown = 0; shown < SHOWN;) {
      const page: Awaited<ReturnType<ImportsService['refusals']>> = await imports.refusals(id, { first: SHOWN, after });
      stdout.write(refusalLines(page.nodes));
      shown += page.nodes.length;
      after = page.pageInfo.endCursor;
      if (!page.pageInfo.hasNextPage) break;
    }
    if (done.refusedCount > SHOWN) stdout.write(`… and ${done.refusedCount - SHOWN} more\n`);
    return done.state === 'done' ? 0 : 1;
  } catch (error) {
    if (!(error instanceof AppError) || error.kind !== 'invalid') throw error;
    const { field } = error.details;
    stderr.write(`${typeof field === 'string' ? `--${field}: ` : ''}${error.message}\n`);
    return 2;
  } finally {
    await app.close();
  }
};

function readArguments(args: readonly string[]) {
  const text = { type: 'string' } as const;
  try {
    const { values, positionals } = parseArgs({
      args: [...args],
      allowPositionals: true,
      options: { kind: text, platform: text, source: text, policy: text, zone: text },
    });
    const [file, ...more] = positionals;
    return file === undefined || more.length > 0 ? null : { file, ...values };
  } catch {
    return null;
  }
}

async function headOf(file: string): Promise<string> {
  const handle = await open(file);
  try {
    const { buffer, bytesRead } = await handle.read(Buffer.alloc(65_536), 0, 65_536, 0);
    return buffer.subarray(0, bytesRead).toString('utf8');
  } finally {
    await handle.close();
  }
}

/** One line that rewrites itself on a terminal; on anything else a line for every tenth. */
function progressLine(stderr: NodeJS.WritableStream & { isTTY?: boolean }): (bytesDone: number, one: Import) => void {
  let told = -1;
  return (bytesDone, one) => {
    const percent = one.byteSize === 0 ? 100 : Math.min(100, Math.floor((bytesDone / one.byteSize) * 100));
    if (stderr.isTTY) stderr.write(`\r${one.fileName}: ${percent} %${percent === 100 ? '\n' : ''}`);
    else if (Math.floor(percent / 10) > told) stderr.write(`${one.fileName}: ${percent} %\n`);
    told = Math.floor(percent / 10);
  };
}
