import { readSettings } from './settings.js';
import { createSandbox } from './server.js';

const settings = readSettings(process.env);
const app = createSandbox(settings);

for (const signal of ['SIGINT', 'SIGTERM'] as const) {
  process.once(signal, () => {
    void app.close().then(() => process.exit(0));
  });
}

await app.listen({ host: '127.0.0.1', port: settings.SANDBOX_PORT });
const address = app.server.address();
const port = address !== null && typeof address === 'object' ? address.port : settings.SANDBOX_PORT;
process.stdout.write(`${JSON.stringify({ part: 'sandbox', msg: 'listening', port })}\n`);
