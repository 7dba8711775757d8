import { once } from 'node:events';
import { z } from 'zod';
import { SignalsService } from '@mizan/protection/signals.service.js';
import type { CommandStreams } from '../command.js';
import { linesOf } from '../lines.js';

const text = z.string().nullish();
const PROFILE = z.object({
  id: z.union([z.string(), z.number()]),
  name: text,
  bio: text,
  url: text,
  verified: z.boolean().nullish(),
});

/**
 * `mizan signals`: one profile a line on standard input, `{id, name?, bio?, url?, verified?}`; one JSON line for each on
 * standard output, in order: `{id, class, score, reasons[]}`, class `none` where no class is likely; a reason is
 * `{code, class, weight, words}`. Keeps nothing and gives the same answer to the same line. Ends with exit code 0, or with
 * 2 at the first line that is no profile, which it names on standard error.
 */
export async function run(_args: readonly string[], io: CommandStreams): Promise<number> {
  const signals = new SignalsService();
  let number = 0;
  for await (const lines of linesOf(io.stdin)) {
    let answer = '';
    for (const line of lines) {
      number += 1;
      if (line.trim() === '') continue;
      const profile = PROFILE.safeParse(parsed(line));
      if (!profile.success) {
        if (answer !== '') io.stdout.write(answer);
        const [issue] = profile.error.issues;
        io.stderr.write(
          `Line ${number} is no profile: ${[issue?.path.join('.'), issue?.message].filter(Boolean).join(': ')}\n`,
        );
        return 2;
      }
      const { id, name, bio, url, verified } = profile.data;
      const reading = signals.read({
        name: name ?? null,
        bio: bio ?? null,
        url: url ?? null,
        verified: verified ?? false,
      });
      answer += `${JSON.stringify({ id, class: reading.class ?? 'none', score: reading.score, reasons: reading.signals })}\n`;
    }
    if (answer !== '' && !io.stdout.write(answer)) await once(io.stdout, 'drain');
  }
  return 0;
}

function parsed(line: string): unknown {
  try {
    return JSON.parse(line);
  } catch {
    return null;
  }
}
