import { z } from 'zod';
import { SAMPLE_SEED } from './network/generate-network.js';

const SETTINGS = z.object({
  SANDBOX_PORT: z.coerce
    .number()
    .int()
    .min(0)
    .max(65_535)
    .default(4720)
    .describe('port on 127.0.0.1; 0 = any free one'),
  SANDBOX_MAIL_PORT: z.coerce
    .number()
    .int()
    .min(0)
    .max(65_535)
    .optional()
    .describe('port on 127.0.0.1 that takes e-mail by SMTP; 0 = any free one, unset = none'),
  SANDBOX_DATA: z.string().min(1).default('.mizan/sandbox').describe('folder that keeps what was done across restarts'),
  SANDBOX_SEED: z.string().min(1).default(SAMPLE_SEED).describe('seed of the generated network'),
  MIZAN_URL: z.url().optional().describe('address of the desk, for reports made on the page'),
  MIZAN_API_KEY: z.string().min(1).optional().describe('API key with scope flags'),
});

/** What the sandbox is told by its environment. */
export type Settings = Readonly<z.infer<typeof SETTINGS>>;

/** Throws with the name and reason of every fault, never a value. */
export function readSettings(environment: NodeJS.ProcessEnv): Settings {
  const parsed = SETTINGS.safeParse(
    Object.fromEntries(Object.entries(environment).filter(([, value]) => value !== '')),
  );
  if (parsed.success) return parsed.data;
  const faults = parsed.error.issues.map((issue) => `  - ${issue.path.join('.')}: ${issue.message}`);
  throw new Error(`The environment of the sandbox is not usable:\n${faults.join('\n')}`);
}
