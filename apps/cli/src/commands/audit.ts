import { rootFilePath } from '@mizan/audit/audit.module.js';
import { AuditVerifier, type Verification } from '@mizan/audit/audit-verifier.service.js';
import { readConfig } from '@mizan/foundation/config.js';
import { createDataSource } from '@mizan/foundation/database.js';
import type { CommandStreams } from '../command.js';

const USAGE = `usage: audit verify

Recomputes every seal of the record and compares it with its rows, with the seal before it, and with the roots file
(AUDIT_ROOTS). Ends with 0 when all is as sealed, 1 when something was altered, 2 on wrong use.
`;

/** How often a line of progress is written while a large record is verified. */
const PROGRESS_MS = 2_000;

/** `mizan audit verify`. */
export async function run(args: readonly string[], streams: CommandStreams): Promise<number> {
  if (args.length !== 1 || args[0] !== 'verify') {
    streams.stderr.write(USAGE);
    return args[0] === '--help' ? 0 : 2;
  }
  const config = readConfig();
  const source = createDataSource({
    url: config.DATABASE_URL,
    role: 'mizan_app',
    poolSize: 2,
    entities: [],
    applicationName: 'mizan-audit-verify',
  });
  await source.initialize();
  try {
    const rootsPath = rootFilePath(config);
    let toldAt = performance.now();
    const found = await AuditVerifier.forFile(source, rootsPath).verify((rows) => {
      if (performance.now() - toldAt < PROGRESS_MS) return;
      toldAt = performance.now();
      streams.stderr.write(`${rows.toLocaleString('en')} rows so far\n`);
    });
    streams.stdout.write(report(found, rootsPath));
    return found.ok ? 0 : 1;
  } finally {
    await source.destroy();
  }
}

/** What was found, in a few lines. */
export function report(found: Verification, rootsPath: string): string {
  const count = (n: number): string => n.toLocaleString('en');
  const seconds = found.tookMs / 1_000;
  const lines = [
    `${found.ok ? 'The record is as it was sealed.' : 'THE RECORD WAS ALTERED.'}`,
    `checked  ${count(found.checkedRows)} rows in ${count(found.checkedSeals)} seals, ${seconds.toFixed(2)} s, ${count(Math.round(found.checkedRows / seconds))} rows/s`,
    `unsealed ${count(found.unsealedRows)} rows younger than the last seal, not checked`,
    ...(found.firstBad ? [`first bad: ${found.firstBad}`] : []),
    found.truncationExcluded
      ? `roots    ${rootsPath}`
      : `roots    none at ${rootsPath}: a record that was cut off, or altered and sealed anew to its end, cannot be told from a sound one`,
  ];
  return `${lines.join('\n')}\n`;
}
