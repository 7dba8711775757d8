import { createServer, type Server } from 'node:http';
import { metrics } from '@mizan/foundation/metrics.js';
import { readiness, type ReadinessCheck } from '@mizan/foundation/health.js';

/** The worker's only door: /health/live, /health/ready and /metrics, for probes on the same host. */
export async function startHealthServer(
  port: number,
  host: string,
  checks: readonly ReadinessCheck[],
): Promise<Server> {
  const server = createServer((request, response) => {
    void (async () => {
      if (request.url === '/health/live') return response.end('{"live":true}');
      if (request.url === '/health/ready') {
        const state = await readiness(checks);
        response.statusCode = state.ready ? 200 : 503;
        return response.setHeader('content-type', 'application/json').end(JSON.stringify(state));
      }
      if (request.url === '/metrics') {
        return response.setHeader('content-type', metrics.contentType).end(await metrics.metrics());
      }
      response.statusCode = 404;
      return response.end();
    })().catch(() => {
      response.statusCode = 500;
      response.end();
    });
  });
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject);
    server.listen(port, host, resolve);
  });
  return server;
}
