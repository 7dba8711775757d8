import { Injectable } from '@nestjs/common';
import { DataSource, type EntityManager } from 'typeorm';
import { rows } from '@mizan/foundation/database.js';
import type { KeyPlatform } from '@mizan/subjects/subjects.service.js';

export interface KnownPlatform {
  readonly id: string;
  readonly code: string;
  readonly kind: KeyPlatform;
}
export interface KnownSource {
  readonly id: string;
  readonly code: string;
  readonly kind: string;
  readonly active: boolean;
  readonly platformId: string | null;
}
export interface KnownPolicy {
  readonly id: string;
  readonly code: string;
  readonly category: string;
}

/** The few rows that every flag is read against. */
export interface IntakeDirectory {
  readonly platforms: ReadonlyMap<string, KnownPlatform>;
  readonly platformsById: ReadonlyMap<string, KnownPlatform>;
  readonly sources: ReadonlyMap<string, KnownSource>;
  /** Active policies by code. */
  readonly policies: ReadonlyMap<string, KnownPolicy>;
}

/** A change of a platform, source or policy holds everywhere after this long, ms. */
const MAX_AGE_MS = 1_000;

/** Platforms, sources and policies by the codes that senders use, read at most once a second by each process. */
@Injectable()
export class IntakeDirectoryService {
  private cached: { readonly at: number; readonly directory: IntakeDirectory } | null = null;

  constructor(private readonly dataSource: DataSource) {}

  /** Read now, for what may have been made a moment ago. */
  fresh(): Promise<IntakeDirectory> {
    this.cached = null;
    return this.current();
  }

  async current(manager: EntityManager = this.dataSource.manager): Promise<IntakeDirectory> {
    const now = performance.now();
    if (this.cached && now - this.cached.at < MAX_AGE_MS) return this.cached.directory;
    const platforms = await rows<KnownPlatform>(manager, 'select id, code, kind from platform');
    const sources = await rows<KnownSource>(
      manager,
      'select id, code, kind, active, platform_id as "platformId" from source',
    );
    const policies = await rows<KnownPolicy>(manager, 'select id, code, category from policy where active');
    const directory = {
      platforms: new Map(platforms.map((row) => [row.code, row])),
      platformsById: new Map(platforms.map((row) => [row.id, row])),
      sources: new Map(sources.map((row) => [row.id, row])),
      policies: new Map(policies.map((row) => [row.code, row])),
    };
    this.cached = { at: now, directory };
    return directory;
  }
}
