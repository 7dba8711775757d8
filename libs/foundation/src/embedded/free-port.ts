import { randomInt } from 'node:crypto';
import { createServer } from 'node:net';

/**
 * Below the ports that systems give to outgoing connections (Linux from 32768, RFC 6335 from 49152): one of those can be
 * taken by any connection made before the port is used.
 */
const [LOWEST, HIGHEST] = [20_000, 32_000];
const TRIES = 200;

/** A TCP port on 127.0.0.1 that nobody held a moment ago. Another program may take it before it is used: be ready to ask again. */
export async function freePort(): Promise<number> {
  for (let attempt = 0; attempt < TRIES; attempt += 1) {
    const port = randomInt(LOWEST, HIGHEST);
    if (await isPortFree(port)) return port;
  }
  throw new Error('No free port was found on 127.0.0.1.');
}

/** True when the port can be listened on at 127.0.0.1. */
export async function isPortFree(port: number): Promise<boolean> {
  return new Promise((resolve) => {
    const probe = createServer();
    probe.once('error', () => resolve(false));
    probe.listen(port, '127.0.0.1', () => probe.close(() => resolve(true)));
  });
}
