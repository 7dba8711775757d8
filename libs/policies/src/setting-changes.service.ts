import { Injectable } from '@nestjs/common';
import { DataSource, type EntityManager } from 'typeorm';
import { AuditService } from '@mizan/audit/audit.service.js';
import { mustHold, type ActingPerson } from '@mizan/foundation/acting.js';
import { rows } from '@mizan/foundation/database.js';
import { DeskSettings } from '@mizan/foundation/desk-settings.service.js';
import { AppError, invalid, notFound } from '@mizan/foundation/errors.js';
import { SETTING_CODES, type SettingCode } from '@mizan/foundation/setting-codes.js';
import { DeskSetting } from './desk-setting.entity.js';
import { contradiction, settingFault } from './setting-rules.js';

/** The numbers of the desk as people see and change them. */
@Injectable()
export class SettingChangesService {
  constructor(
    private readonly dataSource: DataSource,
    private readonly audit: AuditService,
    private readonly settings: DeskSettings,
  ) {}

  list(): Promise<DeskSetting[]> {
    return this.dataSource.manager.find(DeskSetting, { order: { position: 'ASC' } });
  }

  get(code: string): Promise<DeskSetting> {
    return this.dataSource.manager.findOneByOrFail(DeskSetting, { code });
  }

  /** What holds now: the row's value unless the environment fixes another. */
  inForce(code: string): Promise<number> {
    const known = codeOf(code);
    return this.settings.get(known);
  }

  isFixed(code: string): boolean {
    return this.settings.isFixed(codeOf(code));
  }

  /**
   * Holds from the next act in this process, within a second in the others. Throws NOT_FOUND, STALE_VERSION,
   * SETTING_FIXED, INVALID_INPUT (`value`, with `reason` and the bounds, or the other setting that it contradicts).
   */
  async change(
    manager: EntityManager,
    person: ActingPerson,
    input: { readonly code: string; readonly value: number; readonly version: number },
  ): Promise<void> {
    mustHold(person, 'setting.manage');
    // Settings are judged together, so they are changed one after the other.
    const all = await rows<Row>(
      manager,
      'select code, value::float8, least::float8, most::float8, whole, version from desk_setting order by code for no key update',
    );
    const found = all.find((row) => row.code === input.code);
    if (!found) throw notFound('setting');
    if (found.version !== input.version) {
      throw new AppError('STALE_VERSION', 'conflict', 'The setting was changed by somebody else.', {
        what: 'setting',
        version: found.version,
      });
    }
    if (this.isFixed(found.code)) {
      throw new AppError('SETTING_FIXED', 'conflict', 'The operator has fixed this setting.', { code: found.code });
    }
    check(input.value, found, all);
    await manager.query('update desk_setting set value = $2, version = version + 1 where code = $1', [
      found.code,
      input.value,
    ]);
    await this.audit.record(manager, person, {
      kind: 'setting.changed',
      target: { kind: 'setting', id: null },
      details: { code: found.code, from: found.value, to: input.value },
    });
    this.settings.forget();
  }
}

interface Row {
  readonly code: string;
  readonly value: number;
  readonly least: number;
  readonly most: number;
  readonly whole: boolean;
  readonly version: number;
}

function check(value: number, found: Row, all: readonly Row[]): void {
  const reason = settingFault(value, found);
  const { least, most } = found;
  if (reason) throw invalid('value', `From ${least} to ${most}.`, { reason, min: least, max: most });
  const values = new Map(all.map((row) => [row.code, row.code === found.code ? value : row.value]));
  const against = contradiction(values);
  if (against?.some((code) => code === found.code)) {
    const other = against.find((code) => code !== found.code) ?? found.code;
    throw invalid('value', `This does not go with ${other}.`, { reason: 'contradiction', other });
  }
}

function codeOf(code: string): SettingCode {
  const known = SETTING_CODES.find((one) => one === code);
  if (!known) throw notFound('setting');
  return known;
}
