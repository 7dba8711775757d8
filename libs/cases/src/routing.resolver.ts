import { Args, Context, ID, Int, Mutation, Parent, Query, ResolveField, Resolver } from '@nestjs/graphql';
import { DataSource } from 'typeorm';
import { Acting } from '@mizan/foundation/acting.decorator.js';
import type { ActingPerson } from '@mizan/foundation/acting.js';
import { once } from '@mizan/foundation/idempotency.js';
import { Requires } from '@mizan/foundation/permissions.js';
import { SourceKind } from '@mizan/platforms/source.entity.js';
import { DeadlineRule, PriorityRule } from './desk-rule.entity.js';
import { Queue } from './queue.entity.js';
import { QueuesLoaders } from './queues.loaders.js';
import { RoutingConditionsInput, RoutingTestInput } from './routing.inputs.js';
import { RoutingRule } from './routing-rule.entity.js';
import { RoutingTestResult, RoutingTrialType } from './routing-test.type.js';
import { RoutingService } from './routing.service.js';

@Resolver(() => RoutingRule)
@Requires('routing.manage')
export class RoutingResolver {
  constructor(
    private readonly dataSource: DataSource,
    private readonly routing: RoutingService,
    private readonly loaders: QueuesLoaders,
  ) {}

  @Query(() => [RoutingRule])
  @Requires('queue.read')
  routingRules(): Promise<RoutingRule[]> {
    return this.routing.rules();
  }

  @Query(() => [DeadlineRule])
  @Requires('queue.read')
  deadlineRules(): Promise<DeadlineRule[]> {
    return this.routing.deadlines();
  }

  @Query(() => [PriorityRule])
  @Requires('queue.read')
  priorityRules(): Promise<PriorityRule[]> {
    return this.routing.priorities();
  }

  @Query(() => RoutingTestResult)
  @Requires('queue.read')
  testRouting(@Args('input', { type: () => RoutingTestInput }) input: RoutingTestInput): Promise<RoutingTestResult> {
    return this.routing.test({
      ...input,
      policyId: input.policyId ?? null,
      language: input.language ?? null,
      audience: input.audience ?? null,
    });
  }

  @ResolveField(() => Queue)
  @Requires('queue.read')
  queue(@Parent() rule: RoutingRule, @Context() operation: object): Promise<Queue | null> {
    return this.loaders.queues.in(operation).load(rule.queueId);
  }

  @Mutation(() => RoutingRule)
  async saveRoutingRule(
    @Acting() person: ActingPerson,
    @Args('key', { type: () => ID }) key: string,
    @Args('id', { type: () => ID, nullable: true }) id: string | null,
    @Args('name', { type: () => String }) name: string,
    @Args('conditions', { type: () => RoutingConditionsInput }) conditions: RoutingConditionsInput,
    @Args('queueId', { type: () => ID }) queueId: string,
    @Args('active', { type: () => Boolean }) active: boolean,
    @Args('version', { type: () => Int, nullable: true }) version: number | null,
  ): Promise<RoutingRule> {
    const input = { id: id ?? null, name, conditions: { ...conditions }, queueId, active, version: version ?? null };
    const saved = await once(this.dataSource, person, 'saveRoutingRule', key, input, (manager) =>
      this.routing.save(manager, person, input),
    );
    return this.routing.rule(saved);
  }

  @Mutation(() => [RoutingRule])
  async orderRoutingRules(
    @Acting() person: ActingPerson,
    @Args('key', { type: () => ID }) key: string,
    @Args('ids', { type: () => [ID] }) ids: string[],
  ): Promise<RoutingRule[]> {
    await once(this.dataSource, person, 'orderRoutingRules', key, { ids }, async (manager) => {
      await this.routing.order(manager, person, ids);
      return true;
    });
    return this.routing.rules();
  }

  @Mutation(() => Boolean)
  deleteRoutingRule(
    @Acting() person: ActingPerson,
    @Args('key', { type: () => ID }) key: string,
    @Args('id', { type: () => ID }) id: string,
  ): Promise<boolean> {
    return once<boolean>(this.dataSource, person, 'deleteRoutingRule', key, { id }, async (manager) => {
      await this.routing.remove(manager, person, id);
      return true;
    });
  }

  @Mutation(() => DeadlineRule)
  setDeadline(
    @Acting() person: ActingPerson,
    @Args('key', { type: () => ID }) key: string,
    @Args('sourceKind', { type: () => SourceKind }) sourceKind: SourceKind,
    @Args('minutes', { type: () => Int }) minutes: number,
  ): Promise<DeadlineRule> {
    return once(this.dataSource, person, 'setDeadline', key, { sourceKind, minutes }, async (manager) => {
      await this.routing.setDeadline(manager, person, sourceKind, minutes);
      return { sourceKind, minutes };
    });
  }
}

@Resolver(() => RoutingTestResult)
@Requires('queue.read')
export class RoutingTestResolver {
  constructor(
    private readonly loaders: QueuesLoaders,
    private readonly routing: RoutingService,
  ) {}

  @ResolveField(() => Queue)
  queue(@Parent() result: RoutingTestResult, @Context() operation: object): Promise<Queue | null> {
    return this.loaders.queues.in(operation).load(result.queueId);
  }

  @ResolveField(() => RoutingRule, { nullable: true })
  async matchedRule(@Parent() result: RoutingTestResult): Promise<RoutingRule | null> {
    return result.ruleId === null ? null : this.routing.rule(result.ruleId);
  }
}

@Resolver(() => RoutingTrialType)
@Requires('queue.read')
export class RoutingTrialResolver {
  constructor(private readonly loaders: QueuesLoaders) {}

  @ResolveField(() => RoutingRule)
  rule(@Parent() trial: RoutingTrialType, @Context() operation: object): Promise<RoutingRule | null> {
    return this.loaders.rules.in(operation).load(trial.ruleId);
  }
}
