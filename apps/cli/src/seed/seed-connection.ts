import { existsSync, mkdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import type { DataSource } from 'typeorm';
import { z } from 'zod';
import type { ActingPerson } from '@mizan/foundation/acting.js';
import { inTransaction } from '@mizan/foundation/database.js';
import { writeStateFile } from '@mizan/foundation/embedded/state-file.js';
import type { ApiKeysService } from '@mizan/identity/api-keys.service.js';
import type { Platform } from '@mizan/platforms/platform.entity.js';
import type { PlatformsService } from '@mizan/platforms/platforms.service.js';
import type { Source } from '@mizan/platforms/source.entity.js';

const CONNECTION = z.object({
  secrets: z.record(z.string(), z.array(z.string()).min(1)),
  desk: z.object({ url: z.string(), keys: z.record(z.string(), z.string()) }),
});

interface Parts {
  readonly dataSource: DataSource;
  readonly platforms: PlatformsService;
  readonly apiKeys: ApiKeysService;
}

/**
 * Introduces the desk and the sandbox to each other: a signing secret and an API key for each platform, written to
 * `connection.json` in the sandbox's folder (mode 600). What the file already holds stays in use.
 */
export async function seedConnection(
  parts: Parts,
  administrator: ActingPerson,
  platforms: ReadonlyMap<string, Platform>,
  sources: ReadonlyMap<string, Source>,
  where: { readonly sandboxFolder: string; readonly deskUrl: string },
): Promise<void> {
  const file = path.join(where.sandboxFolder, 'connection.json');
  const known = readConnection(file);
  const secrets: Record<string, string[]> = {};
  const keys: Record<string, string> = {};
  const living = (await parts.apiKeys.list()).filter((key) => key.revokedAt === null).map((key) => key.prefix);
  for (const [code, platform] of platforms) {
    const secret = known?.secrets[code];
    secrets[code] =
      secret && (await isConnected(parts.platforms, platform.id))
        ? secret
        : [(await parts.platforms.rotateSecret(administrator, platform.id)).secret];
    const key = known?.desk.keys[code];
    keys[code] =
      key && living.some((prefix) => key.startsWith(`${prefix}_`))
        ? key
        : await reportKey(parts, administrator, platform, sources.get(`${code}-reports`)?.id ?? null);
  }
  mkdirSync(where.sandboxFolder, { recursive: true, mode: 0o700 });
  writeStateFile(file, { secrets, desk: { url: where.deskUrl, keys } });
}

/** Whether the desk still has a secret for it: its database may have been made anew beside an old file. */
async function isConnected(platforms: PlatformsService, platformId: string): Promise<boolean> {
  try {
    await platforms.connection(platformId);
    return true;
  } catch {
    return false;
  }
}

async function reportKey(
  { dataSource, apiKeys }: Parts,
  administrator: ActingPerson,
  platform: Platform,
  sourceId: string | null,
): Promise<string> {
  const request = {
    name: `${platform.name}: reports`,
    sourceId,
    platformId: platform.id,
    scopes: ['flags', 'subjects', 'registrations'],
    requestsPerMinute: null,
  };
  const { secret } = await inTransaction(dataSource, (manager) => apiKeys.create(administrator, request, manager));
  return secret;
}

function readConnection(file: string): z.infer<typeof CONNECTION> | null {
  if (!existsSync(file)) return null;
  const parsed = CONNECTION.safeParse(JSON.parse(readFileSync(file, 'utf8')));
  return parsed.success ? parsed.data : null;
}
