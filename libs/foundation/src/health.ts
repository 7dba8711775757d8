import type { DataSource } from 'typeorm';

/** One named check; throws when the thing is not usable. */
export type ReadinessCheck = readonly [name: string, check: () => Promise<void>];

export interface Readiness {
  readonly ready: boolean;
  readonly checks: Readonly<Record<string, 'ok' | string>>;
}

/** Ready = every check answers within `timeoutMs`. Live is something else: the process answers at all. */
export async function readiness(checks: readonly ReadinessCheck[], timeoutMs = 2_000): Promise<Readiness> {
  const results = await Promise.all(
    checks.map(async ([name, check]) => {
      let timer: NodeJS.Timeout | undefined;
      const tooLate = new Promise<never>((_resolve, reject) => {
        timer = setTimeout(() => reject(new Error(`no answer in ${timeoutMs} ms`)), timeoutMs);
      });
      try {
        await Promise.race([check(), tooLate]);
        return [name, 'ok'] as const;
      } catch (error) {
        return [name, error instanceof Error ? error.message : 'failed'] as const;
      } finally {
        clearTimeout(timer);
      }
    }),
  );
  return { ready: results.every(([, result]) => result === 'ok'), checks: Object.fromEntries(results) };
}

export function databaseCheck(source: DataSource): ReadinessCheck {
  return [
    'database',
    async () => {
      await source.query('select 1');
    },
  ];
}
