// Measures `mizan signals` on labelled profiles and writes what it found into docs/SIGNALS.md.
// `node test/support/write-signal-figures.mjs`, after a build. Seeds below 100 were looked at while the rules were written;
// the figures come from others, and from the half of the words that those seeds never draw.
import { spawnSync } from 'node:child_process';
import { readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { signalProfiles } from './signal-profiles.mjs';

const ROOT = path.join(import.meta.dirname, '..', '..');
const SEEDS = [101, 102, 103, 104, 105];
const PER_SEED = 400;
const TIMED = 10_000;

function signals(profiles) {
  const input = profiles
    .map(({ id, name, bio, url, verified }) => JSON.stringify({ id, name, bio, url, verified }))
    .join('\n');
  const begun = performance.now();
  const done = spawnSync(process.execPath, [path.join(ROOT, 'apps/cli/dist/main.js'), 'signals'], {
    input: `${input}\n`,
    maxBuffer: 1 << 28,
    encoding: 'utf8',
  });
  if (done.status !== 0) throw new Error(done.stderr);
  const answers = done.stdout
    .trimEnd()
    .split('\n')
    .map((line) => JSON.parse(line));
  return { answers, seconds: (performance.now() - begun) / 1000 };
}

const share = (part, whole) => (whole === 0 ? '–' : `${((100 * part) / whole).toFixed(1)} %`);

function figures(name, profiles, answers) {
  const rows = profiles.map((profile, place) => ({ ...profile, said: answers[place].class }));
  const real = rows.filter(({ label }) => label !== 'none');
  const said = rows.filter(({ said }) => said !== 'none');
  const both = said.filter(({ label }) => label !== 'none');
  const right = both.filter(({ label, said }) => label === said);
  return `| ${name} | ${rows.length} | ${real.length} | ${share(both.length, said.length)} | ${share(both.length, real.length)} | ${share(right.length, both.length)} |`;
}

const profiles = SEEDS.flatMap((seed) => signalProfiles(seed, PER_SEED));
const { answers } = signals(profiles);
const pick = (wanted) => {
  const places = profiles.flatMap((profile, place) => (wanted(profile) ? [place] : []));
  return [places.map((place) => profiles[place]), places.map((place) => answers[place])];
};
const lines = [figures('all', profiles, answers)];
for (const language of ['ar', 'en', 'fr', 'ru'])
  lines.push(figures(language, ...pick((profile) => profile.language === language)));
const wrong = profiles.filter((profile, place) => profile.hard && answers[place].class !== 'none').length;
const hard = profiles.filter((profile) => profile.hard).length;
const timed = signals(Array.from({ length: TIMED / 1000 }, (_item, place) => signalProfiles(200 + place, 1000)).flat());

const table = [
  `Seeds ${SEEDS.join(', ')}, ${PER_SEED} profiles each. *Precision*: of those of whom a class was said, how many need care. *Recall*: of those who need care, of how many a class was said. *Right class*: of those found, how many were given their own class.`,
  '',
  '| profiles | number | need care | precision | recall | right class |',
  '| --- | --- | --- | --- | --- | --- |',
  ...lines,
  '',
  `Of ${hard} profiles that only look alike, ${wrong} were taken for somebody who needs care. ${TIMED.toLocaleString('en')} profiles took ${timed.seconds.toFixed(1)} s, the start of the command included.`,
].join('\n');

const file = path.join(ROOT, 'docs', 'SIGNALS.md');
const text = readFileSync(file, 'utf8');
const marks = /(<!-- figures -->\n)[\s\S]*?(\n<!-- \/figures -->)/;
if (!marks.test(text)) throw new Error('docs/SIGNALS.md has no place for the figures.');
writeFileSync(file, text.replace(marks, `$1\n${table}\n$2`));
process.stdout.write(`${table}\n`);
