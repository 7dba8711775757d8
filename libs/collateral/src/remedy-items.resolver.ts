import { Context, Parent, ResolveField, Resolver } from '@nestjs/graphql';
import { DecisionLoadersService } from '@mizan/decisions/decision-loaders.service.js';
import { PlatformOrder } from '@mizan/decisions/platform-order.entity.js';
import { Restriction } from '@mizan/decisions/restriction.entity.js';
import { Requires } from '@mizan/foundation/permissions.js';
import { PeopleService } from '@mizan/identity/people.service.js';
import { Person } from '@mizan/identity/person.entity.js';
import { SubjectLoadersService } from '@mizan/subjects/subject-loaders.service.js';
import { Subject } from '@mizan/subjects/subject.entity.js';
import { AfterCheckRun } from './after-check-run.entity.js';
import type { ReadItem } from './collateral-reads.service.js';
import { RegistrationPass } from './registration-pass.entity.js';
import { RemedyItem } from './remedy-item.entity.js';

@Resolver(() => RemedyItem)
@Requires('collateral.read')
export class RemedyItemsResolver {
  constructor(
    private readonly decisions: DecisionLoadersService,
    private readonly known: SubjectLoadersService,
  ) {}

  @ResolveField(() => Subject)
  subject(@Parent() item: RemedyItem, @Context() operation: object): Promise<Subject | null> {
    return this.known.subjects.in(operation).load(item.subjectId);
  }

  @ResolveField(() => Restriction, { nullable: true })
  async restriction(@Parent() item: RemedyItem, @Context() operation: object): Promise<Restriction | null> {
    return item.restrictionId === null ? null : this.decisions.restrictions.in(operation).load(item.restrictionId);
  }

  /** Why it belongs to the plan: `same_person`, `prior_members`, or the kind of the link. */
  @ResolveField(() => String)
  via(@Parent() item: RemedyItem): string {
    return item.way.link ?? 'same_person';
  }

  /** Decisions that hold it for reasons of their own: it stays in force while they stand. */
  @ResolveField(() => Boolean)
  heldByOthers(@Parent() item: RemedyItem): boolean {
    return (item.way.heldBy ?? []).length > 0;
  }

  /** The order that takes it back. */
  @ResolveField(() => PlatformOrder, { nullable: true })
  async order(@Parent() item: RemedyItem, @Context() operation: object): Promise<PlatformOrder | null> {
    if (item.restrictionId === null || item.decisionId === null) return null;
    const orders = (await this.decisions.ordersOfRestriction.in(operation).load(item.restrictionId)) ?? [];
    return orders.findLast((order) => order.direction === 'undo' && order.state !== 'cancelled') ?? null;
  }

  /** Taken back on the platform. */
  @ResolveField(() => Boolean)
  done(@Parent() item: ReadItem): boolean {
    return item.done;
  }
}

@Resolver(() => AfterCheckRun)
@Requires('collateral.read')
export class AfterCheckRunsResolver {
  constructor(private readonly people: PeopleService) {}

  @ResolveField(() => Person)
  startedBy(@Parent() run: AfterCheckRun, @Context() operation: object): Promise<Person> {
    return this.people.load(operation, run.startedBy);
  }
}

/** Tokens of passes that were given in this operation, by id of the collateral case. */
const shownTokens = new WeakMap<object, ReadonlyMap<string, string>>();

export function showToken(operation: object, collateralCaseId: string, token: string): void {
  shownTokens.set(operation, new Map([[collateralCaseId, token]]));
}

@Resolver(() => RegistrationPass)
@Requires('collateral.read')
export class RegistrationPassesResolver {
  /** Only in the answer that gave it; kept nowhere in words. */
  @ResolveField(() => String, { nullable: true })
  token(@Parent() pass: RegistrationPass, @Context() operation: object): string | null {
    return shownTokens.get(operation)?.get(pass.collateralCaseId ?? '') ?? null;
  }
}
