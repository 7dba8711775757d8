import { Args, Context, ID, Int, Mutation, Parent, Query, ResolveField, Resolver } from '@nestjs/graphql';
import { DataSource } from 'typeorm';
import { Acting } from '@mizan/foundation/acting.decorator.js';
import type { ActingPerson } from '@mizan/foundation/acting.js';
import { once } from '@mizan/foundation/idempotency.js';
import { JSONObject } from '@mizan/foundation/json-object.js';
import { Requires, type Role } from '@mizan/foundation/permissions.js';
import { PeopleService } from '@mizan/identity/people.service.js';
import { Person, RoleEnum } from '@mizan/identity/person.entity.js';
import { MeasureCode } from '@mizan/policies/measure.entity.js';
import { textIn } from '@mizan/policies/policies.service.js';
import { QueueAccess } from './queue-access.entity.js';
import { QueueAccessService } from './queue-access.service.js';
import { QueueCount } from './queue-count.entity.js';
import { QueueSettingsService } from './queue-settings.service.js';
import { Queue, QueueKind } from './queue.entity.js';
import { QueuesLoaders } from './queues.loaders.js';
import { QueuesService } from './queues.service.js';

@Resolver(() => Queue)
@Requires('queue.read')
export class QueuesResolver {
  constructor(
    private readonly dataSource: DataSource,
    private readonly queuesService: QueuesService,
    private readonly settings: QueueSettingsService,
    private readonly queueAccess: QueueAccessService,
    private readonly loaders: QueuesLoaders,
    private readonly peopleService: PeopleService,
  ) {}

  @Query(() => [Queue])
  queues(@Acting() person: ActingPerson): Promise<Queue[]> {
    return this.queuesService.list(person);
  }

  @Query(() => Queue)
  queue(@Acting() person: ActingPerson, @Args('id', { type: () => ID }) id: string): Promise<Queue> {
    return this.queuesService.get(person, id);
  }

  @ResolveField(() => String)
  name(
    @Parent() queue: Queue,
    @Args('language', { type: () => String, nullable: true }) language: string | null,
  ): string {
    return textIn(queue.names, language);
  }

  @ResolveField(() => Queue, { nullable: true })
  async escalationQueue(@Parent() queue: Queue, @Context() operation: object): Promise<Queue | null> {
    return queue.escalationQueueId === null ? null : this.loaders.queues.in(operation).load(queue.escalationQueueId);
  }

  @ResolveField(() => [QueueAccess])
  async access(@Parent() queue: Queue, @Context() operation: object): Promise<QueueAccess[]> {
    return (await this.loaders.access.in(operation).load(queue.id)) ?? [];
  }

  @ResolveField(() => Boolean)
  async mayWork(@Acting() person: ActingPerson, @Parent() queue: Queue): Promise<boolean> {
    return (await this.queueAccess.workableQueueIds(person)).includes(queue.id);
  }

  @ResolveField(() => QueueCount)
  async counts(@Parent() queue: Queue, @Context() operation: object): Promise<QueueCount | null> {
    return this.loaders.counts.in(operation).load(queue.id);
  }

  @ResolveField(() => [Person])
  async people(
    @Acting() person: ActingPerson,
    @Parent() queue: Queue,
    @Context() operation: object,
  ): Promise<Person[]> {
    if (!(await this.queueAccess.visibleQueueIds(person)).includes(queue.id)) return [];
    const ids = (await this.loaders.people.in(operation).load(queue.id)) ?? [];
    return Promise.all(ids.map((id) => this.peopleService.load(operation, id)));
  }

  @Mutation(() => Queue)
  @Requires('queue.manage')
  async saveQueue(
    @Acting() person: ActingPerson,
    @Args('key', { type: () => ID }) key: string,
    @Args('id', { type: () => ID, nullable: true }) id: string | null,
    @Args('code', { type: () => String }) code: string,
    @Args('names', { type: () => JSONObject }) names: object,
    @Args('kind', { type: () => QueueKind }) kind: QueueKind,
    @Args('twoPerson', { type: () => Boolean }) twoPerson: boolean,
    @Args('hiddenMeasures', { type: () => [MeasureCode] }) hiddenMeasures: MeasureCode[],
    @Args('escalationQueueId', { type: () => ID, nullable: true }) escalationQueueId: string | null,
    @Args('active', { type: () => Boolean }) active: boolean,
    @Args('version', { type: () => Int, nullable: true }) version: number | null,
  ): Promise<Queue> {
    const input = {
      ...{ id: id ?? null, code, names, kind, twoPerson, hiddenMeasures, active },
      escalationQueueId: escalationQueueId ?? null,
      version: version ?? null,
    };
    const saved = await once(this.dataSource, person, 'saveQueue', key, input, (manager) =>
      this.settings.save(manager, person, input),
    );
    this.queueAccess.forget();
    return this.queuesService.get(person, saved);
  }

  @Mutation(() => Queue)
  @Requires('queue.manage')
  async setQueueAccess(
    @Acting() person: ActingPerson,
    @Args('key', { type: () => ID }) key: string,
    @Args('queueId', { type: () => ID }) queueId: string,
    @Args('roles', { type: () => [RoleEnum] }) roles: Role[],
    @Args('personIds', { type: () => [ID] }) personIds: string[],
  ): Promise<Queue> {
    const input = { queueId, roles, personIds };
    await once(this.dataSource, person, 'setQueueAccess', key, input, async (manager) => {
      await this.settings.setAccess(manager, person, queueId, roles, personIds);
      return queueId;
    });
    this.queueAccess.forget();
    return this.queuesService.get(person, queueId);
  }
}

@Resolver(() => QueueAccess)
@Requires('queue.read')
export class QueueAccessResolver {
  constructor(private readonly people: PeopleService) {}

  @ResolveField(() => Person, { nullable: true })
  person(@Parent() access: QueueAccess, @Context() operation: object): Promise<Person | null> {
    return this.people.loadMaybe(operation, access.personId);
  }
}
