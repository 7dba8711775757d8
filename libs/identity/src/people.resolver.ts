import { Inject } from '@nestjs/common';
import { Args, ID, Int, Mutation, Query, Resolver } from '@nestjs/graphql';
import { DataSource } from 'typeorm';
import { Acting } from '@mizan/foundation/acting.decorator.js';
import type { ActingPerson } from '@mizan/foundation/acting.js';
import { CONFIG, type Config } from '@mizan/foundation/config.js';
import { invalid } from '@mizan/foundation/errors.js';
import { once } from '@mizan/foundation/idempotency.js';
import { Requires, type Role } from '@mizan/foundation/permissions.js';
import { keyedHash } from '@mizan/foundation/secrets.js';
import { ChangesService } from './changes.service.js';
import { RoleGrantResult } from './identity.answers.js';
import { PeopleService } from './people.service.js';
import { Person, RoleEnum } from './person.entity.js';
import { RolesService } from './roles.service.js';
import { StaffMember } from './staff-member.entity.js';

/** People and their roles. */
@Requires('people.manage')
@Resolver()
export class PeopleResolver {
  constructor(
    private readonly source: DataSource,
    private readonly staff: PeopleService,
    private readonly roles: RolesService,
    private readonly changes: ChangesService,
    @Inject(CONFIG) private readonly config: Config,
  ) {}

  @Requires('people.read')
  @Query(() => [StaffMember])
  people(): Promise<StaffMember[]> {
    return this.staff.staff();
  }

  @Requires('self.use')
  @Query(() => [Person])
  colleagues(): Promise<Person[]> {
    return this.staff.colleagues();
  }

  @Mutation(() => StaffMember)
  async createPerson(
    @Acting() actor: ActingPerson,
    @Args('key', { type: () => ID }) key: string,
    @Args('name') name: string,
    @Args('email') email: string,
    @Args('password') password: string,
  ): Promise<StaffMember> {
    const input = {
      name,
      email,
      password: keyedHash(this.config.IDENTITY_KEY, 'idempotency', password).toString('hex'),
    };
    const id = await once(this.source, actor, 'createPerson', key, input, (manager) =>
      this.staff.create(actor, { name, email, password }, manager),
    );
    return this.staff.staffMember(id);
  }

  @Mutation(() => StaffMember)
  async setPersonStatus(
    @Acting() actor: ActingPerson,
    @Args('key', { type: () => ID }) key: string,
    @Args('id', { type: () => ID }) id: string,
    @Args('status') status: string,
    @Args('version', { type: () => Int }) version: number,
  ): Promise<StaffMember> {
    if (status !== 'active' && status !== 'disabled') {
      throw invalid('status', 'There is no such status.', { allowed: ['active', 'disabled'] });
    }
    await once(this.source, actor, 'setPersonStatus', key, { id, status, version }, async (manager) => {
      await this.staff.setStatus(actor, id, status, version, manager);
      return null;
    });
    return this.staff.staffMember(id);
  }

  @Mutation(() => RoleGrantResult)
  async grantRole(
    @Acting() actor: ActingPerson,
    @Args('key', { type: () => ID }) key: string,
    @Args('personId', { type: () => ID }) personId: string,
    @Args('role', { type: () => RoleEnum }) role: Role,
  ): Promise<RoleGrantResult> {
    const proposalId = await once(this.source, actor, 'grantRole', key, { personId, role }, (manager) =>
      this.roles.grant(actor, personId, role, manager),
    );
    return {
      person: await this.staff.staffMember(personId),
      proposal: proposalId === null ? null : await this.changes.byId(proposalId),
    };
  }

  @Mutation(() => StaffMember)
  async revokeRole(
    @Acting() actor: ActingPerson,
    @Args('key', { type: () => ID }) key: string,
    @Args('personId', { type: () => ID }) personId: string,
    @Args('role', { type: () => RoleEnum }) role: Role,
  ): Promise<StaffMember> {
    await once(this.source, actor, 'revokeRole', key, { personId, role }, async (manager) => {
      await this.roles.revoke(actor, personId, role, manager);
      return null;
    });
    return this.staff.staffMember(personId);
  }
}
