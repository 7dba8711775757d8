import { Args, Context, ID, Mutation, Parent, Query, ResolveField, Resolver } from '@nestjs/graphql';
import { DataSource } from 'typeorm';
import { Acting } from '@mizan/foundation/acting.decorator.js';
import type { ActingPerson } from '@mizan/foundation/acting.js';
import { once } from '@mizan/foundation/idempotency.js';
import { JSONObject } from '@mizan/foundation/json-object.js';
import { Requires } from '@mizan/foundation/permissions.js';
import { ChangeProposal } from './change-proposal.entity.js';
import { ChangesService } from './changes.service.js';
import { PeopleService } from './people.service.js';
import { Person } from './person.entity.js';

/** Changes that wait for a second person. */
@Requires('change.approve')
@Resolver(() => ChangeProposal)
export class ChangesResolver {
  constructor(
    private readonly source: DataSource,
    private readonly changes: ChangesService,
    private readonly people: PeopleService,
  ) {}

  @Query(() => [ChangeProposal])
  changeProposals(
    @Args('state', { type: () => String, nullable: true }) state: string | null,
  ): Promise<ChangeProposal[]> {
    return this.changes.list(state ?? null);
  }

  @Mutation(() => ChangeProposal)
  async decideChange(
    @Acting() actor: ActingPerson,
    @Args('key', { type: () => ID }) key: string,
    @Args('id', { type: () => ID }) id: string,
    @Args('approve') approve: boolean,
    @Args('contentHash') contentHash: string,
    @Args('words', { type: () => String, nullable: true }) words: string | null,
  ): Promise<ChangeProposal> {
    const answer = { approve, contentHash, words: words ?? null };
    await once(this.source, actor, 'decideChange', key, { id, ...answer }, async (manager) => {
      await this.changes.decide(actor, id, answer, manager);
      return null;
    });
    return this.changes.byId(id);
  }

  /** The payload without hashes of secrets. */
  @ResolveField(() => JSONObject)
  summary(@Parent() change: ChangeProposal): Record<string, unknown> {
    return Object.fromEntries(Object.entries(change.payload).filter(([name]) => !name.endsWith('Hash')));
  }

  @ResolveField(() => String)
  contentHash(@Parent() change: ChangeProposal): string {
    return change.contentHash.toString('hex');
  }

  @ResolveField(() => Person)
  proposedBy(@Parent() change: ChangeProposal, @Context() operation: object): Promise<Person> {
    return this.people.load(operation, change.proposedById);
  }

  @ResolveField(() => Person, { nullable: true })
  decidedBy(@Parent() change: ChangeProposal, @Context() operation: object): Promise<Person | null> {
    return this.people.loadMaybe(operation, change.decidedById);
  }
}
