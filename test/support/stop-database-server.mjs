import { rm } from 'node:fs/promises';

export default async function stopDatabaseServer() {
  const running = globalThis.mizanDatabaseServer;
  if (!running) return;
  globalThis.mizanDatabaseServer = undefined;
  const { server, folder } = await running;
  await server.stop();
  await rm(folder, { recursive: true, force: true });
}
