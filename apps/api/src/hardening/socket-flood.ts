import type { Server } from 'node:http';
import type { Socket } from 'node:net';

/** What one socket may send within a window: subscriptions are a few hundred bytes each. */
const WINDOW_MS = 10_000;
const WINDOW_BYTES = 1_048_576;

/** Cuts an upgraded connection that sends more than a megabyte in ten seconds, before it is collected in memory. */
export function cutFloodingSockets(server: Server): void {
  server.prependListener('upgrade', (_request, socket: Socket, head: Buffer) => {
    let bytes = head.length;
    let since = Date.now();
    socket.on('data', (chunk: Buffer) => {
      const now = Date.now();
      if (now - since > WINDOW_MS) {
        bytes = 0;
        since = now;
      }
      bytes += chunk.length;
      if (bytes > WINDOW_BYTES) socket.destroy();
    });
  });
}
