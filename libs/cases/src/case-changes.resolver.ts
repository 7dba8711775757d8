import { Args, Context, ID, Parent, ResolveField, Resolver, Subscription } from '@nestjs/graphql';
import { Acting } from '@mizan/foundation/acting.decorator.js';
import type { ActingPerson } from '@mizan/foundation/acting.js';
import type { FeedEvent } from '@mizan/foundation/event-feed.js';
import { Requires } from '@mizan/foundation/permissions.js';
import { PeopleService } from '@mizan/identity/people.service.js';
import { Person } from '@mizan/identity/person.entity.js';
import { CaseChange, QueueChange } from './case-change.type.js';
import { CaseReadsService } from './case-reads.service.js';
import { CaseWatchService } from './case-watch.service.js';
import { ReviewCase } from './case.entity.js';

@Resolver(() => QueueChange)
@Requires('case.read')
export class QueueChangesResolver {
  constructor(
    private readonly watch: CaseWatchService,
    private readonly reads: CaseReadsService,
  ) {}

  @Subscription(() => QueueChange, {
    resolve: ({ payload, at }: FeedEvent, args: { queueId: string }): QueueChange => ({
      queueId: args.queueId,
      caseId: String(payload['caseId']),
      what: String(payload['what']),
      at,
    }),
  })
  queueChanged(
    @Acting() person: ActingPerson,
    @Args('queueId', { type: () => ID }) queueId: string,
  ): Promise<AsyncIterableIterator<FeedEvent>> {
    return this.watch.queue(person, queueId);
  }

  /** Null when it went where the person cannot follow. */
  @ResolveField(() => ReviewCase, { name: 'case', nullable: true })
  async changed(@Acting() person: ActingPerson, @Parent() change: QueueChange): Promise<ReviewCase | null> {
    return (await this.reads.byIds(person, [change.caseId])).get(change.caseId) ?? null;
  }
}

@Resolver(() => CaseChange)
@Requires('case.read')
export class CaseChangesResolver {
  constructor(
    private readonly watch: CaseWatchService,
    private readonly reads: CaseReadsService,
    private readonly people: PeopleService,
  ) {}

  @Subscription(() => CaseChange, {
    resolve: ({ payload, at }: FeedEvent): CaseChange => ({
      caseId: String(payload['caseId']),
      what: String(payload['what']),
      at,
      personId: typeof payload['personId'] === 'string' ? payload['personId'] : null,
    }),
  })
  caseChanged(
    @Acting() person: ActingPerson,
    @Args('caseId', { type: () => ID }) caseId: string,
  ): Promise<AsyncIterableIterator<FeedEvent>> {
    return this.watch.case(person, caseId);
  }

  @ResolveField(() => ReviewCase, { name: 'case' })
  changed(@Acting() person: ActingPerson, @Parent() change: CaseChange): Promise<ReviewCase> {
    return this.reads.get(person, change.caseId);
  }

  @ResolveField(() => Person, { nullable: true })
  by(@Parent() change: CaseChange, @Context() operation: object): Promise<Person | null> {
    return this.people.loadMaybe(operation, change.personId);
  }
}
