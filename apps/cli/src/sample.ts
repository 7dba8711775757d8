import { existsSync, readFileSync } from 'node:fs';
import { z } from 'zod';
import { writeStateFile } from '@mizan/foundation/embedded/state-file.js';

const signIn = z.object({ role: z.string(), email: z.string(), password: z.string() });
/** What the command `seed` prints on standard output when it is done: one JSON object. */
const seedAnswer = z.object({ signIns: z.array(signIn) });
const sampleFile = seedAnswer.extend({ sandboxUrl: z.string() });

export type SampleSignIn = z.infer<typeof signIn>;

/** The sample data of a data folder: created once, and again when the sandbox moved to another address. */
export class Sample {
  constructor(
    private readonly file: string,
    private readonly sandboxUrl: string,
  ) {}

  /** Sign-ins kept from the earlier start; null when the sample must be made. */
  kept(): SampleSignIn[] | null {
    if (!existsSync(this.file)) return null;
    const parsed = sampleFile.safeParse(parseOrNull(readFileSync(this.file, 'utf8')));
    return parsed.success && parsed.data.sandboxUrl === this.sandboxUrl ? parsed.data.signIns : null;
  }

  /** Takes the answer of `seed` from among its other lines and keeps it, mode 600. Throws when there is none. */
  keep(output: string): SampleSignIn[] {
    const answer = output
      .split('\n')
      .map((line) => seedAnswer.safeParse(parseOrNull(line)))
      .find(({ success }) => success)?.data;
    if (!answer) throw new Error('The creation of the sample data gave no sign-ins.');
    writeStateFile(this.file, { signIns: answer.signIns, sandboxUrl: this.sandboxUrl });
    return answer.signIns;
  }
}

function parseOrNull(line: string): unknown {
  try {
    return JSON.parse(line);
  } catch {
    return null;
  }
}
