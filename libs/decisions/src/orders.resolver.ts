import { Args, Context, ID, Int, Mutation, Parent, Query, ResolveField, Resolver } from '@nestjs/graphql';
import { DataSource } from 'typeorm';
import { Acting } from '@mizan/foundation/acting.decorator.js';
import type { ActingPerson } from '@mizan/foundation/acting.js';
import { once } from '@mizan/foundation/idempotency.js';
import { JSONObject } from '@mizan/foundation/json-object.js';
import { Requires } from '@mizan/foundation/permissions.js';
import { Platform } from '@mizan/platforms/platform.entity.js';
import { MeasureCode } from '@mizan/policies/measure.entity.js';
import { SubjectLoadersService } from '@mizan/subjects/subject-loaders.service.js';
import { Subject } from '@mizan/subjects/subject.entity.js';
import { OrderCounts, OrderPage } from './decision.answers.js';
import { DecisionLoadersService } from './decision-loaders.service.js';
import { DecisionReadsService } from './decision-reads.service.js';
import { OrdersService } from './orders.service.js';
import { OrderState, PlatformOrder } from './platform-order.entity.js';
import type { Restriction } from './restriction.entity.js';

@Resolver(() => PlatformOrder)
@Requires('order.read')
export class OrdersResolver {
  constructor(
    private readonly source: DataSource,
    private readonly service: OrdersService,
    private readonly reads: DecisionReadsService,
    private readonly loaders: DecisionLoadersService,
    private readonly known: SubjectLoadersService,
  ) {}

  @Query(() => OrderPage)
  orders(
    @Acting() person: ActingPerson,
    @Args('state', { type: () => OrderState, nullable: true }) state: OrderState | null,
    @Args('platformId', { type: () => ID, nullable: true }) platformId: string | null,
    @Args('first', { type: () => Int, nullable: true }) first: number | null,
    @Args('after', { type: () => String, nullable: true }) after: string | null,
  ): Promise<OrderPage> {
    return this.service.list(person, { state, platformId }, first, after);
  }

  @Query(() => OrderCounts)
  orderCounts(): Promise<OrderCounts> {
    return this.service.counts();
  }

  @Mutation(() => PlatformOrder)
  @Requires('order.retry')
  async retryOrder(
    @Acting() person: ActingPerson,
    @Args('key', { type: () => ID }) key: string,
    @Args('id', { type: () => ID }) id: string,
  ): Promise<PlatformOrder> {
    await this.reads.order(person, id);
    await once(this.source, person, 'retryOrder', key, { id }, async (manager) => {
      await this.service.retry(manager, person, id);
      return true;
    });
    return this.reads.order(person, id);
  }

  @ResolveField(() => MeasureCode)
  async measure(@Parent() order: PlatformOrder, @Context() operation: object): Promise<MeasureCode | undefined> {
    return (await this.restriction(order, operation))?.measure;
  }

  @ResolveField(() => String)
  async scope(@Parent() order: PlatformOrder, @Context() operation: object): Promise<string | undefined> {
    return (await this.restriction(order, operation))?.scope;
  }

  @ResolveField(() => Subject)
  async subject(@Parent() order: PlatformOrder, @Context() operation: object): Promise<Subject | null> {
    const restriction = await this.restriction(order, operation);
    return restriction && this.known.subjects.in(operation).load(restriction.subjectId);
  }

  @ResolveField(() => Platform)
  platform(@Parent() order: PlatformOrder, @Context() operation: object): Promise<Platform | null> {
    return this.known.platforms.in(operation).load(order.platformId);
  }

  @ResolveField(() => JSONObject, { nullable: true })
  outcomeDetails(@Parent() order: PlatformOrder): object | null {
    return order.outcomeDetails;
  }

  private restriction(order: PlatformOrder, operation: object): Promise<Restriction | null> {
    return this.loaders.restrictions.in(operation).load(order.restrictionId);
  }
}
