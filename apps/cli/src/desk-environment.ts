import { startBackends, type OwnedServer } from './backends.js';
import { DeskFolder } from './desk-folder.js';
import { PROJECT_FOLDER, readDeskSettings } from './desk-settings.js';
import { runOnce } from './one-shot.js';
import { processEnvironment } from './process-environment.js';
import path from 'node:path';

/** What an operator's command works on until it is released. */
export interface PreparedDesk {
  release(): Promise<void>;
}

const NOTHING_TO_RELEASE: PreparedDesk = { release: async () => undefined };

/**
 * Puts into `process.env` what the processes of this desk are told: that of the running desk, or, when none runs, of
 * services started for this command alone. With ENCRYPTION_KEY and DATABASE_URL set the environment is taken as it is.
 */
export async function prepareDesk(): Promise<PreparedDesk> {
  if (process.env['DATABASE_URL'] && process.env['ENCRYPTION_KEY']) return NOTHING_TO_RELEASE;
  const settings = readDeskSettings(process.env);
  const folder = new DeskFolder(settings.dataFolder);
  const running = folder.runningDesk();
  if (running?.environment['DATABASE_URL']) {
    Object.assign(process.env, running.environment);
    return NOTHING_TO_RELEASE;
  }
  await folder.take();
  const servers: OwnedServer[] = [];
  const release = async () => {
    for (const server of servers) await server.stop();
    folder.release();
  };
  try {
    const backends = await startBackends(settings, folder, (server) => servers.push(server));
    const { databaseUrl, redisUrl } = backends;
    const { ports, publicUrl, dataFolder } = settings;
    const environment = processEnvironment(
      {
        databaseUrl,
        redisUrl,
        ports,
        publicUrl,
        dataFolder,
        withSandbox: settings.withSample,
        development: false,
        secrets: folder.secrets(),
      },
      process.env,
    );
    await runOnce({
      name: 'migration of the database',
      script: path.join(PROJECT_FOLDER, 'apps/api/dist/migrate.js'),
      environment,
    });
    Object.assign(process.env, environment);
    return { release };
  } catch (error) {
    await release();
    throw error;
  }
}
