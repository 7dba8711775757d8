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
    try {
      const parsed = sampleFile.safeParse(JSON.parse(readFileSync(this.file, 'utf8')));
      return parsed.success && parsed.data.sandboxUrl === this.sandboxUrl ? parsed.data.signIns : null;
    } catch {
      return null;
    }
  }

  /** Takes the answer of `seed` (its last line that is JSON) and keeps it, mode 600. */
  keep(answer: string): SampleSignIn[] {
    const line =
      answer
        .trim()
        .split('\n')
        .findLast((text) => text.startsWith('{')) ?? '';
    const { signIns } = seedAnswer.parse(JSON.parse(line));
    writeStateFile(this.file, { signIns, sandboxUrl: this.sandboxUrl });
    return signIns;
  }
}
