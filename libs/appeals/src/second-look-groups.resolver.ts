import { Args, ID, Int, Parent, Query, ResolveField, Resolver } from '@nestjs/graphql';
import { Acting } from '@mizan/foundation/acting.decorator.js';
import type { ActingPerson } from '@mizan/foundation/acting.js';
import { Requires } from '@mizan/foundation/permissions.js';
import { AppealBasisReadsService } from './appeal-basis-reads.service.js';
import { AppealBasisRow } from './appeal.answers.js';
import {
  SecondLookGroup,
  SecondLookGroupPage,
  SecondLookItemPage,
  SecondLookReasonRow,
  SecondLookRun,
} from './second-look.answers.js';
import { SecondLookReadsService } from './second-look-reads.service.js';

/** Groups of second looks and what is in them. */
@Resolver(() => SecondLookGroup)
@Requires('appeal.manage')
export class SecondLookGroupsResolver {
  constructor(
    private readonly reads: SecondLookReadsService,
    private readonly basis: AppealBasisReadsService,
  ) {}

  @Query(() => SecondLookGroupPage)
  secondLookGroups(
    @Acting() person: ActingPerson,
    @Args('state', { type: () => String, nullable: true }) state: string | null,
    @Args('first', { type: () => Int, nullable: true }) first: number | null,
    @Args('after', { type: () => String, nullable: true }) after: string | null,
  ): Promise<SecondLookGroupPage> {
    return this.reads.list(person, state ?? null, first, after);
  }

  @Query(() => SecondLookGroup)
  secondLookGroup(@Args('id', { type: () => ID }) id: string): Promise<SecondLookGroup> {
    return this.reads.get(id);
  }

  /** Null for a moderator, to whoever may not read about people. */
  @ResolveField(() => ID, { nullable: true })
  scopeId(@Acting() person: ActingPerson, @Parent() group: SecondLookGroup): string | null {
    return this.reads.scopeId(person, group);
  }

  /** Title of the policy, name of the source, number of the decision; the name of a moderator only to whoever may read about people. */
  @ResolveField(() => String, { nullable: true })
  scopeLabel(
    @Acting() person: ActingPerson,
    @Parent() group: SecondLookGroup,
    @Args('language', { type: () => String, nullable: true }) language: string | null,
  ): Promise<string | null> {
    return this.reads.label(person, group, language ?? 'en');
  }

  @ResolveField(() => SecondLookItemPage)
  items(
    @Acting() person: ActingPerson,
    @Parent() group: SecondLookGroup,
    @Args('inSample', { type: () => Boolean, nullable: true }) inSample: boolean | null,
    @Args('judged', { type: () => Boolean, nullable: true }) judged: boolean | null,
    @Args('done', { type: () => Boolean, nullable: true }) done: boolean | null,
    @Args('first', { type: () => Int, nullable: true }) first: number | null,
    @Args('after', { type: () => String, nullable: true }) after: string | null,
  ): Promise<SecondLookItemPage> {
    const filter = { inSample: inSample ?? null, judged: judged ?? null, done: done ?? null };
    return this.reads.items(person, group.id, filter, first, after);
  }

  @ResolveField(() => [SecondLookRun])
  runs(@Acting() person: ActingPerson, @Parent() group: SecondLookGroup): Promise<SecondLookRun[]> {
    return this.reads.runs(person, group.id);
  }

  @ResolveField(() => [AppealBasisRow])
  byBasis(@Acting() person: ActingPerson, @Parent() group: SecondLookGroup): Promise<object[]> {
    return this.basis.numbers(person, { groupId: group.id });
  }

  @ResolveField(() => [SecondLookReasonRow])
  byReason(@Parent() group: SecondLookGroup): Promise<SecondLookReasonRow[]> {
    return this.reads.byReason(group.id);
  }
}
