import { Args, Field, ID, Mutation, ObjectType, Query, registerEnumType, Resolver } from '@nestjs/graphql';
import { DataSource } from 'typeorm';
import { Acting } from '@mizan/foundation/acting.decorator.js';
import type { ActingPerson } from '@mizan/foundation/acting.js';
import { once } from '@mizan/foundation/idempotency.js';
import { Requires, type Role } from '@mizan/foundation/permissions.js';
import { RoleEnum } from './person.entity.js';
import { SecondFactorNeedsService } from './second-factor-needs.service.js';
import type { SecondFactorNeed } from './second-factor-rules.js';

const NeedEnum = { always: 'always', when_public: 'when_public', never: 'never' } as const;
registerEnumType(NeedEnum, { name: 'SecondFactorNeed' });

/** Whether a role needs a second factor. */
@ObjectType('RoleSecondFactor')
export class RoleSecondFactor {
  @Field(() => RoleEnum)
  role!: Role;

  /** `when_public`: where people reach the desk by https. */
  @Field(() => NeedEnum)
  required!: SecondFactorNeed;
}

@Resolver(() => RoleSecondFactor)
@Requires('setting.read')
export class SecondFactorNeedsResolver {
  constructor(
    private readonly source: DataSource,
    private readonly needs: SecondFactorNeedsService,
  ) {}

  @Query(() => [RoleSecondFactor])
  roleSecondFactors(): Promise<RoleSecondFactor[]> {
    return this.needs.list();
  }

  @Mutation(() => [RoleSecondFactor])
  @Requires('setting.manage')
  async setRoleSecondFactor(
    @Acting() person: ActingPerson,
    @Args('key', { type: () => ID }) key: string,
    @Args('role', { type: () => RoleEnum }) role: Role,
    @Args('required', { type: () => NeedEnum }) required: SecondFactorNeed,
  ): Promise<RoleSecondFactor[]> {
    await once(this.source, person, 'setRoleSecondFactor', key, { role, required }, async (manager) => {
      await this.needs.change(manager, person, { role, required });
      return null;
    });
    return this.needs.list();
  }
}
