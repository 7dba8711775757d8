import type { ServerResponse } from 'node:http';

/** Pushes what changes to every open page (server-sent events). */
export class LiveFeed {
  private readonly listeners = new Set<ServerResponse>();

  join(response: ServerResponse): void {
    response.writeHead(200, {
      'content-type': 'text/event-stream',
      'cache-control': 'no-store',
      connection: 'keep-alive',
      'x-content-type-options': 'nosniff',
    });
    response.write('retry: 1000\n\n');
    this.listeners.add(response);
    response.on('close', () => this.listeners.delete(response));
  }

  publish(change: object): void {
    for (const listener of this.listeners) listener.write(`data: ${JSON.stringify(change)}\n\n`);
  }

  close(): void {
    for (const listener of this.listeners) listener.end();
  }
}
