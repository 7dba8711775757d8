import { Context, Parent, ResolveField, Resolver } from '@nestjs/graphql';
import { Acting } from '@mizan/foundation/acting.decorator.js';
import type { ActingPerson } from '@mizan/foundation/acting.js';
import { Clock } from '@mizan/foundation/clock.js';
import { OperationLoader } from '@mizan/foundation/operation-loader.js';
import { Requires } from '@mizan/foundation/permissions.js';
import { PeopleService } from '@mizan/identity/people.service.js';
import { Person } from '@mizan/identity/person.entity.js';
import { PoliciesService } from '@mizan/policies/policies.service.js';
import { PolicyVersion } from '@mizan/policies/policy-version.entity.js';
import { Decision } from './decision.entity.js';
import { DecisionLoadersService } from './decision-loaders.service.js';

/** What became of a decision: taken back, corrected, or still undoable. */
@Resolver(() => Decision)
@Requires('decision.read')
export class DecisionHistoryResolver {
  private readonly versions: OperationLoader<PolicyVersion>;

  constructor(
    private readonly loaders: DecisionLoadersService,
    private readonly people: PeopleService,
    private readonly clock: Clock,
    policies: PoliciesService,
  ) {
    this.versions = new OperationLoader((ids) => policies.versionsByIds(ids));
  }

  @ResolveField(() => PolicyVersion, { nullable: true })
  policyVersion(@Parent() decision: Decision, @Context() operation: object): Promise<PolicyVersion | null> | null {
    return decision.policyVersionId === null ? null : this.versions.in(operation).load(decision.policyVersionId);
  }

  /** By this person, at this moment. */
  @ResolveField(() => Boolean)
  async undoable(
    @Acting() person: ActingPerson,
    @Parent() decision: Decision,
    @Context() operation: object,
  ): Promise<boolean> {
    if (decision.graceUntil <= this.clock.now()) return false;
    if (await this.loaders.undos.in(operation).load(decision.id)) return false;
    const participants = await this.loaders.participants.in(operation).load(decision.id);
    return participants?.some((each) => each.personId === person.id) ?? false;
  }

  @ResolveField(() => Date, { nullable: true })
  async undoneAt(@Parent() decision: Decision, @Context() operation: object): Promise<Date | null> {
    return (await this.loaders.undos.in(operation).load(decision.id))?.undoneAt ?? null;
  }

  @ResolveField(() => Person, { nullable: true })
  async undoneBy(@Parent() decision: Decision, @Context() operation: object): Promise<Person | null> {
    const undo = await this.loaders.undos.in(operation).load(decision.id);
    return this.people.loadMaybe(operation, undo?.undoneBy ?? null);
  }

  @ResolveField(() => Decision, { nullable: true })
  corrects(@Parent() decision: Decision, @Context() operation: object): Promise<Decision | null> | null {
    const { correctsDecisionId } = decision;
    return correctsDecisionId === null ? null : this.loaders.decisions.in(operation).load(correctsDecisionId);
  }

  @ResolveField(() => [Decision])
  async correctedBy(@Parent() decision: Decision, @Context() operation: object): Promise<Decision[]> {
    return (await this.loaders.corrections.in(operation).load(decision.id)) ?? [];
  }
}
