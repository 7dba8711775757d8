import type { ActingPerson } from '@mizan/foundation/acting.js';
import { PlatformKind, type Platform } from '@mizan/platforms/platform.entity.js';
import type { PlatformsService } from '@mizan/platforms/platforms.service.js';
import { SourceKind, type Source } from '@mizan/platforms/source.entity.js';
import type { SourcesService } from '@mizan/platforms/sources.service.js';
import { SAMPLE_PLATFORMS, SAMPLE_SOURCES } from './sample-platforms.js';

const ORDERS_PER_SECOND = 30;

/** Makes the pretend platforms, or points those that are there at the sandbox's address of this start. */
export async function seedPlatforms(
  platforms: PlatformsService,
  administrator: ActingPerson,
  sandboxUrl: string,
): Promise<Map<string, Platform>> {
  const byCode = new Map<string, Platform>();
  for (const { code, name } of SAMPLE_PLATFORMS) {
    const known = await platforms.findByCode(code);
    const saved = await platforms.save(administrator, {
      id: known?.id ?? null,
      version: known?.version ?? null,
      code,
      kind: PlatformKind[code],
      name: known?.name ?? name,
      endpointUrl: `${sandboxUrl.replace(/\/+$/, '')}/${code}`,
      ordersPerSecond: known?.ordersPerSecond ?? ORDERS_PER_SECOND,
      paused: known?.paused ?? false,
    });
    byCode.set(code, saved);
  }
  return byCode;
}

/** Makes the sources that are not there yet. */
export async function seedSources(
  sources: SourcesService,
  administrator: ActingPerson,
  platforms: ReadonlyMap<string, Platform>,
): Promise<Map<string, Source>> {
  const byCode = new Map<string, Source>();
  for (const { code, name, kind, platform } of SAMPLE_SOURCES) {
    const known = await sources.findByCode(code);
    const platformId = platform === null ? null : (platforms.get(platform)?.id ?? null);
    const input = { code, name, kind: SourceKind[kind], platformId, active: true };
    byCode.set(code, known ?? (await sources.save(administrator, input)));
  }
  return byCode;
}
