import { Args, Context, ID, Int, Parent, Query, ResolveField, Resolver } from '@nestjs/graphql';
import { Requires } from '@mizan/foundation/permissions.js';
import { PeopleService } from '@mizan/identity/people.service.js';
import { Person } from '@mizan/identity/person.entity.js';
import { Import } from './import.entity.js';
import { ImportsService } from './imports.service.js';
import { ImportPage, RefusalPage } from './intake.answers.js';

@Resolver(() => Import)
@Requires('flag.import')
export class ImportsResolver {
  constructor(
    private readonly service: ImportsService,
    private readonly people: PeopleService,
  ) {}

  @Query(() => ImportPage)
  imports(
    @Args('first', { type: () => Int, nullable: true }) first: number | null,
    @Args('after', { type: () => String, nullable: true }) after: string | null,
  ): Promise<ImportPage> {
    return this.service.page({ first, after });
  }

  @Query(() => Import)
  import(@Args('id', { type: () => ID }) id: string): Promise<Import> {
    return this.service.get(id);
  }

  @ResolveField(() => Person, { nullable: true })
  createdBy(@Parent() one: Import, @Context() operation: object): Promise<Person | null> {
    return this.people.loadMaybe(operation, one.createdById);
  }

  @ResolveField(() => RefusalPage)
  refusals(
    @Parent() one: Import,
    @Args('first', { type: () => Int, nullable: true }) first: number | null,
    @Args('after', { type: () => String, nullable: true }) after: string | null,
  ): Promise<RefusalPage> {
    return this.service.refusals(one.id, { first, after });
  }
}
