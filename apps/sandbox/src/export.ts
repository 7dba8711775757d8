import { Identities } from './identity.js';
import { generateFlags } from './network/generate-flags.js';
import { generateNetwork, SAMPLE_SEED } from './network/generate-network.js';
import { flagOf, linkOf, subjectOf } from './intake-contract.js';
import { referralBatch } from './referral-batch.js';
import { telegramExport } from './telegram-export.js';

const USAGE = `Usage: node apps/sandbox/dist/export.js <what> [--seed text] [--now time] [--lines n] [--handle name]
  network          subjects, links and flags, one JSON line each: {"subject"|"link"|"flag": …}, flags with their source
  referrals        a referral batch as CSV, --lines rows (default 1000)
  telegram-export  result.json of Telegram Desktop for the channel --handle (default wadi_main)
`;

const [what = '', ...rest] = process.argv.slice(2);
const options = new Map(
  rest.flatMap((word, index) => (word.startsWith('--') ? [[word.slice(2), rest[index + 1] ?? '']] : [])),
);
const seed = options.get('seed') ?? SAMPLE_SEED;
const now = options.has('now') ? new Date(options.get('now') ?? '') : new Date();

/** Lines are written as the reader takes them. */
async function write(line: string): Promise<void> {
  if (!process.stdout.write(`${line}\n`)) await new Promise((resolve) => process.stdout.once('drain', resolve));
}

async function run(): Promise<number> {
  const network = generateNetwork(seed);
  const identities = new Identities(network);
  const kinds = new Map(network.subjects.map((one) => [`${one.platform} ${one.nativeId}`, one.kind]));
  switch (what) {
    case 'network':
      for (const subject of network.subjects)
        await write(JSON.stringify({ subject: subjectOf(subject, now, identities.of(subject)) }));
      for (const link of network.links) {
        const kindOf = (nativeId: string) => kinds.get(`${link.platform} ${nativeId}`) ?? null;
        await write(JSON.stringify({ link: linkOf(link, kindOf, now) }));
      }
      for (const flag of generateFlags(network, seed))
        await write(JSON.stringify({ source: flag.source, flag: flagOf(flag, now) }));
      return 0;
    case 'referrals':
      for (const line of referralBatch(network, Number(options.get('lines') ?? 1_000), now)) await write(line);
      return 0;
    case 'telegram-export': {
      const handle = options.get('handle') ?? 'wadi_main';
      const subject = network.subjects.find((one) => one.platform === 'telegram' && one.handle === handle);
      if (!subject) {
        process.stderr.write(`There is no channel ${handle} in this network.\n`);
        return 1;
      }
      await write(JSON.stringify(telegramExport(network, subject, now), null, 1));
      return 0;
    }
    default:
      process.stderr.write(USAGE);
      return 2;
  }
}

process.exitCode = await run();
