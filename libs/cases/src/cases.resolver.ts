import { Args, ID, Int, Query, ResolveField, Resolver } from '@nestjs/graphql';
import { Acting } from '@mizan/foundation/acting.decorator.js';
import type { ActingPerson } from '@mizan/foundation/acting.js';
import { Requires } from '@mizan/foundation/permissions.js';
import { PeopleService } from '@mizan/identity/people.service.js';
import { Person } from '@mizan/identity/person.entity.js';
import { Platform } from '@mizan/platforms/platform.entity.js';
import { Policy } from '@mizan/policies/policy.entity.js';
import { Note } from '@mizan/subjects/note.entity.js';
import { Subject } from '@mizan/subjects/subject.entity.js';
import { CasePage, Presence, PriorityReasonType } from './case-parts.type.js';
import { headStartMinutes } from './case-priority-rules.js';
import { CaseReadsService } from './case-reads.service.js';
import { CaseRound } from './case-round.entity.js';
import { ReviewCase } from './case.entity.js';
import { CaseFilter } from './cases.inputs.js';
import { CasesLoaders } from './cases.loaders.js';
import { Queue } from './queue.entity.js';

/**
 * Fields take the parent, their arguments and the operation as GraphQL gives them, without decorators: a decorated field
 * costs five promises, and a list of fifty cases has four hundred fields.
 */
@Resolver(() => ReviewCase)
@Requires('case.read')
export class CasesResolver {
  constructor(
    private readonly reads: CaseReadsService,
    private readonly loaders: CasesLoaders,
    private readonly people: PeopleService,
  ) {}

  @Query(() => CasePage)
  cases(
    @Acting() person: ActingPerson,
    @Args('filter', { type: () => CaseFilter }) filter: CaseFilter,
    @Args('first', { type: () => Int, nullable: true }) first: number | null,
    @Args('after', { type: () => String, nullable: true }) after: string | null,
  ): Promise<CasePage> {
    return this.reads.list(person, filter, first, after);
  }

  @Query(() => ReviewCase)
  case(@Acting() person: ActingPerson, @Args('id', { type: () => ID }) id: string): Promise<ReviewCase> {
    return this.reads.get(person, id);
  }

  @Query(() => ReviewCase)
  caseByNumber(
    @Acting() person: ActingPerson,
    @Args('number', { type: () => Int }) number: number,
  ): Promise<ReviewCase> {
    return this.reads.getByNumber(person, number);
  }

  @ResolveField(() => Subject)
  subject(one: ReviewCase, _args: unknown, operation: object): Promise<Subject | null> {
    return this.loaders.subjects.in(operation).load(one.subjectId);
  }

  @ResolveField(() => Platform)
  platform(one: ReviewCase, _args: unknown, operation: object): Promise<Platform | null> {
    return this.loaders.platforms.in(operation).load(one.platformId);
  }

  @ResolveField(() => Queue)
  queue(one: ReviewCase, _args: unknown, operation: object): Promise<Queue | null> {
    return this.loaders.queues.in(operation).load(one.queueId);
  }

  @ResolveField(() => Policy, { nullable: true })
  async policy(one: ReviewCase, _args: unknown, operation: object): Promise<Policy | null> {
    return one.policyId === null ? null : this.loaders.policies.in(operation).load(one.policyId);
  }

  @ResolveField(() => Queue, { nullable: true })
  async escalatedFrom(one: ReviewCase, _args: unknown, operation: object): Promise<Queue | null> {
    return one.escalatedFrom === null ? null : this.loaders.queues.in(operation).load(one.escalatedFrom);
  }

  @ResolveField(() => Int, { name: 'headStartMinutes' })
  headStart(one: ReviewCase): number {
    return headStartMinutes(one.reasons);
  }

  @ResolveField(() => [PriorityReasonType])
  reasons(one: ReviewCase): PriorityReasonType[] {
    return one.reasons;
  }

  @ResolveField(() => [CaseRound])
  async rounds(one: ReviewCase, _args: unknown, operation: object): Promise<CaseRound[]> {
    return (await this.loaders.rounds.in(operation).load(one.id)) ?? [];
  }

  @ResolveField(() => Person, { nullable: true })
  claimedBy(one: ReviewCase, _args: unknown, operation: object): Promise<Person | null> {
    return this.people.loadMaybe(operation, one.claimedBy);
  }

  @ResolveField(() => Person, { nullable: true })
  assignedTo(one: ReviewCase, _args: unknown, operation: object): Promise<Person | null> {
    return this.people.loadMaybe(operation, one.assignedTo);
  }

  @ResolveField(() => [Note])
  async notes(one: ReviewCase, _args: unknown, operation: object): Promise<Note[]> {
    return (await this.loaders.notes.in(operation).load(one.id)) ?? [];
  }

  @ResolveField(() => [Presence])
  async presence(one: ReviewCase, _args: unknown, operation: object): Promise<Presence[]> {
    return (await this.loaders.presence.in(operation).load(one.id)) ?? [];
  }
}
