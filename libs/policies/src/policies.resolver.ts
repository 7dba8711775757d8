import { Args, Context, ID, Int, Mutation, Parent, Query, ResolveField, Resolver } from '@nestjs/graphql';
import { DataSource } from 'typeorm';
import { Acting } from '@mizan/foundation/acting.decorator.js';
import type { ActingPerson } from '@mizan/foundation/acting.js';
import { once } from '@mizan/foundation/idempotency.js';
import { Requires } from '@mizan/foundation/permissions.js';
import { ChangesService } from '@mizan/identity/changes.service.js';
import { Measure } from './measure.entity.js';
import { PoliciesLoaders } from './policies.loaders.js';
import { PolicyVersionInput } from './policies.inputs.js';
import { PoliciesService } from './policies.service.js';
import { PolicyPublishingService, type Published } from './policy-publishing.service.js';
import { PolicyVersion } from './policy-version.entity.js';
import { CaseCategory, Policy } from './policy.entity.js';
import { PublishResult } from './publish-result.type.js';

@Resolver(() => Policy)
@Requires('policy.read')
export class PoliciesResolver {
  constructor(
    private readonly dataSource: DataSource,
    private readonly service: PoliciesService,
    private readonly publishing: PolicyPublishingService,
    private readonly changes: ChangesService,
    private readonly loaders: PoliciesLoaders,
  ) {}

  @Query(() => [Measure])
  measures(): Promise<Measure[]> {
    return this.service.measures();
  }

  @Query(() => [Policy])
  policies(@Args('activeOnly', { type: () => Boolean, nullable: true }) activeOnly: boolean | null): Promise<Policy[]> {
    return this.service.list(activeOnly ?? false);
  }

  @ResolveField(() => PolicyVersion)
  async current(@Parent() policy: Policy, @Context() operation: object): Promise<PolicyVersion | undefined> {
    return (await this.loaders.versions.in(operation).load(policy.id))?.[0];
  }

  @ResolveField(() => [PolicyVersion])
  async versions(@Parent() policy: Policy, @Context() operation: object): Promise<PolicyVersion[]> {
    return (await this.loaders.versions.in(operation).load(policy.id)) ?? [];
  }

  @Mutation(() => PublishResult)
  @Requires('policy.manage')
  async createPolicy(
    @Acting() person: ActingPerson,
    @Args('key', { type: () => ID }) key: string,
    @Args('code', { type: () => String }) code: string,
    @Args('category', { type: () => CaseCategory }) category: CaseCategory,
    @Args('ground', { type: () => String }) ground: string,
    @Args('version', { type: () => PolicyVersionInput }) version: PolicyVersionInput,
  ): Promise<PublishResult> {
    const input = { code, category, ground, version };
    return this.result(
      await once(this.dataSource, person, 'createPolicy', key, input, async (manager) => ({
        ...(await this.publishing.create(manager, person, input)),
      })),
    );
  }

  @Mutation(() => PublishResult)
  @Requires('policy.manage')
  async publishPolicyVersion(
    @Acting() person: ActingPerson,
    @Args('key', { type: () => ID }) key: string,
    @Args('policyId', { type: () => ID }) policyId: string,
    @Args('basedOn', { type: () => Int }) basedOn: number,
    @Args('version', { type: () => PolicyVersionInput }) version: PolicyVersionInput,
  ): Promise<PublishResult> {
    const input = { policyId, basedOn, version };
    return this.result(
      await once(this.dataSource, person, 'publishPolicyVersion', key, input, async (manager) => ({
        ...(await this.publishing.publish(manager, person, input)),
      })),
    );
  }

  @Mutation(() => Policy)
  @Requires('policy.manage')
  async setPolicyActive(
    @Acting() person: ActingPerson,
    @Args('key', { type: () => ID }) key: string,
    @Args('policyId', { type: () => ID }) policyId: string,
    @Args('active', { type: () => Boolean }) active: boolean,
  ): Promise<Policy> {
    const id = await once(this.dataSource, person, 'setPolicyActive', key, { policyId, active }, async (manager) => {
      await this.publishing.setActive(manager, person, policyId, active);
      return policyId;
    });
    return this.service.get(id);
  }

  /** Null = as long as the desk says. */
  @Mutation(() => Policy)
  @Requires('policy.manage')
  async setPolicyAppealWindow(
    @Acting() person: ActingPerson,
    @Args('key', { type: () => ID }) key: string,
    @Args('policyId', { type: () => ID }) policyId: string,
    @Args('months', { type: () => Int, nullable: true }) months: number | null,
  ): Promise<Policy> {
    const asked = { policyId, months: months ?? null };
    const id = await once(this.dataSource, person, 'setPolicyAppealWindow', key, asked, async (manager) => {
      await this.publishing.setAppealWindow(manager, person, policyId, asked.months);
      return policyId;
    });
    return this.service.get(id);
  }

  private async result(published: Published): Promise<PublishResult> {
    return {
      policy: await this.service.get(published.policyId),
      proposal: published.proposalId === null ? null : await this.changes.byId(published.proposalId),
    };
  }
}
