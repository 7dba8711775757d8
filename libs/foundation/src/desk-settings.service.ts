import { Inject, Injectable } from '@nestjs/common';
import { DataSource, type EntityManager } from 'typeorm';
import { CONFIG } from './config.js';
import { rows } from './database.js';
import { fixedSettings, type FixedSettings, type SettingCode } from './setting-codes.js';

/** A change of a setting holds in every process after this long, ms. */
const SETTINGS_MAX_AGE_MS = 1_000;

/** The desk's own numbers, read at most once a second by each process. */
@Injectable()
export class DeskSettings {
  private cached: { readonly at: number; readonly values: ReadonlyMap<string, number> } | null = null;
  private readonly fixed: ReadonlyMap<SettingCode, number>;

  constructor(
    private readonly dataSource: DataSource,
    @Inject(CONFIG) config: Partial<FixedSettings>,
  ) {
    this.fixed = fixedSettings(config);
  }

  /** In the unit that the code ends with. With the caller's manager no second connection is taken from the pool. */
  async get(code: SettingCode, manager: EntityManager = this.dataSource.manager): Promise<number> {
    const fixed = this.fixed.get(code);
    if (fixed !== undefined) return fixed;
    const value = (await this.load(manager)).get(code);
    if (value === undefined) throw new Error(`There is no setting ${code}.`);
    return value;
  }

  /** True when the environment says the value and the row is not asked. */
  isFixed(code: SettingCode): boolean {
    return this.fixed.has(code);
  }

  /** After a change made by this process, so that its next act already follows it. */
  forget(): void {
    this.cached = null;
  }

  private async load(manager: EntityManager): Promise<ReadonlyMap<string, number>> {
    const now = performance.now();
    if (this.cached && now - this.cached.at < SETTINGS_MAX_AGE_MS) return this.cached.values;
    const found = await rows<{ code: string; value: string }>(manager, 'select code, value from desk_setting');
    const values = new Map(found.map((row) => [row.code, Number(row.value)]));
    this.cached = { at: now, values };
    return values;
  }
}
