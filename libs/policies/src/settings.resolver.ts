import { Args, Float, ID, Int, Mutation, Parent, Query, ResolveField, Resolver } from '@nestjs/graphql';
import { DataSource } from 'typeorm';
import { Acting } from '@mizan/foundation/acting.decorator.js';
import type { ActingPerson } from '@mizan/foundation/acting.js';
import { once } from '@mizan/foundation/idempotency.js';
import { Requires } from '@mizan/foundation/permissions.js';
import { DeskSetting } from './desk-setting.entity.js';
import { SettingChangesService } from './setting-changes.service.js';

@Resolver(() => DeskSetting)
@Requires('setting.read')
export class SettingsResolver {
  constructor(
    private readonly dataSource: DataSource,
    private readonly settings: SettingChangesService,
  ) {}

  @Query(() => [DeskSetting])
  deskSettings(): Promise<DeskSetting[]> {
    return this.settings.list();
  }

  /** What holds now. */
  @ResolveField(() => Float)
  inForce(@Parent() setting: DeskSetting): Promise<number> {
    return this.settings.inForce(setting.code);
  }

  /** True when the operator said the value and the row is not asked. */
  @ResolveField(() => Boolean)
  fixed(@Parent() setting: DeskSetting): boolean {
    return this.settings.isFixed(setting.code);
  }

  @Mutation(() => DeskSetting)
  @Requires('setting.manage')
  async changeSetting(
    @Acting() person: ActingPerson,
    @Args('key', { type: () => ID }) key: string,
    @Args('code', { type: () => String }) code: string,
    @Args('value', { type: () => Float }) value: number,
    @Args('version', { type: () => Int }) version: number,
  ): Promise<DeskSetting> {
    const input = { code, value, version };
    await once(this.dataSource, person, 'changeSetting', key, input, async (manager) => {
      await this.settings.change(manager, person, input);
      return null;
    });
    return this.settings.get(code);
  }
}
