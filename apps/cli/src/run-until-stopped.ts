import type { Progress } from './progress.js';
import { StartInterrupted, type DeskAddresses, type Supervisor } from './supervisor.js';

/**
 * Starts the desk, says where it is, and stops it at SIGINT, SIGTERM or SIGHUP; a second signal ends at once what
 * still runs. Resolves to the exit code.
 */
export async function runUntilStopped(
  supervisor: Supervisor,
  progress: Progress,
  whenReady: (addresses: DeskAddresses) => Promise<() => Promise<void>> = async () => async () => undefined,
): Promise<number> {
  let stopRequested: () => void = () => undefined;
  const untilStopped = new Promise<void>((resolve) => (stopRequested = resolve));
  let signals = 0;
  const onSignal = (): void => {
    signals += 1;
    if (signals > 1) process.exit(130);
    progress.line('\nStopping …');
    stopRequested();
    void supervisor.stop();
  };
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(signal, onSignal);

  let release: () => Promise<void> = async () => undefined;
  try {
    const addresses = await supervisor.start();
    release = await whenReady(addresses);
    announce(progress, addresses);
    await untilStopped;
    return 0;
  } catch (error) {
    if (signals > 0 || error instanceof StartInterrupted) return 130;
    throw error;
  } finally {
    await release();
    await supervisor.stop();
    if (signals > 0) progress.line('Stopped.');
  }
}

function announce(progress: Progress, { url, ports, signIns }: DeskAddresses): void {
  progress.line();
  progress.line(`Mizan is ready after ${progress.elapsed()}:  ${url}`);
  if (signIns.length > 0) {
    progress.line(`  pretend platform:  http://localhost:${ports.sandbox}`);
    progress.line('  sample sign-ins (e-mail, password):');
    for (const { role, email, password } of signIns)
      progress.line(`    ${role.padEnd(18)} ${email.padEnd(28)} ${password}`);
  }
  progress.line('Ctrl-C stops it.');
}
