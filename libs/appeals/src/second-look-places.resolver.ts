import { Context, Parent, ResolveField, Resolver } from '@nestjs/graphql';
import { ReviewCase } from '@mizan/cases/case.entity.js';
import { Decision } from '@mizan/decisions/decision.entity.js';
import { DecisionLoadersService } from '@mizan/decisions/decision-loaders.service.js';
import { Acting } from '@mizan/foundation/acting.decorator.js';
import type { ActingPerson } from '@mizan/foundation/acting.js';
import { OperationLoader } from '@mizan/foundation/operation-loader.js';
import { Requires } from '@mizan/foundation/permissions.js';
import { PeopleService } from '@mizan/identity/people.service.js';
import { Person } from '@mizan/identity/person.entity.js';
import { SubjectLoadersService } from '@mizan/subjects/subject-loaders.service.js';
import { Subject } from '@mizan/subjects/subject.entity.js';
import { Appeal } from './appeal.entity.js';
import { AppealReadsService } from './appeal-reads.service.js';
import { SecondLookGroup, SecondLookItem, SecondLookRun } from './second-look.answers.js';
import { SecondLookReadsService } from './second-look-reads.service.js';

/** What an item of a group points at. */
@Resolver(() => SecondLookItem)
@Requires('appeal.manage')
export class SecondLookItemsResolver {
  constructor(
    private readonly decisions: DecisionLoadersService,
    private readonly subjects: SubjectLoadersService,
    private readonly appeals: AppealReadsService,
    private readonly people: PeopleService,
  ) {}

  @ResolveField(() => Decision)
  decision(@Parent() item: SecondLookItem, @Context() operation: object): Promise<Decision | null> {
    return this.decisions.decisions.in(operation).load(item.decisionId);
  }

  @ResolveField(() => Subject)
  subject(@Parent() item: SecondLookItem, @Context() operation: object): Promise<Subject | null> {
    return this.subjects.subjects.in(operation).load(item.subjectId);
  }

  /** Null also when this person may not see it. */
  @ResolveField(() => Appeal, { nullable: true })
  async appeal(@Acting() person: ActingPerson, @Parent() item: SecondLookItem): Promise<Appeal | null> {
    if (item.appealId === null) return null;
    return (await this.appeals.byIds(person, [item.appealId])).get(item.appealId) ?? null;
  }

  @ResolveField(() => ReviewCase, { nullable: true })
  case(@Parent() item: SecondLookItem, @Context() operation: object): Promise<ReviewCase | null> | null {
    return item.caseId === null ? null : this.decisions.cases.in(operation).load(item.caseId);
  }

  @ResolveField(() => Person, { nullable: true })
  judgedBy(@Parent() item: SecondLookItem, @Context() operation: object): Promise<Person | null> {
    return this.people.loadMaybe(operation, item.judgedById);
  }

  @ResolveField(() => Decision, { nullable: true })
  resultDecision(@Parent() item: SecondLookItem, @Context() operation: object): Promise<Decision | null> | null {
    return item.resultDecisionId === null ? null : this.decisions.decisions.in(operation).load(item.resultDecisionId);
  }
}

/** Who answered a group. */
@Resolver(() => SecondLookRun)
@Requires('appeal.manage')
export class SecondLookRunsResolver {
  constructor(private readonly people: PeopleService) {}

  @ResolveField(() => Person)
  decidedBy(@Parent() run: SecondLookRun, @Context() operation: object): Promise<Person> {
    return this.people.load(operation, run.decidedById);
  }

  @ResolveField(() => Person, { nullable: true })
  approvedBy(@Parent() run: SecondLookRun, @Context() operation: object): Promise<Person | null> {
    return this.people.loadMaybe(operation, run.approvedById);
  }
}

/** The group in which an appeal is looked at together with others. */
@Resolver(() => Appeal)
@Requires('appeal.read')
export class AppealGroupResolver {
  private readonly groups = new OperationLoader<SecondLookGroup>((ids) => this.reads.byIds(ids));

  constructor(private readonly reads: SecondLookReadsService) {}

  @ResolveField(() => SecondLookGroup, { nullable: true })
  group(@Parent() appeal: Appeal, @Context() operation: object): Promise<SecondLookGroup | null> | null {
    return appeal.groupId === null ? null : this.groups.in(operation).load(appeal.groupId);
  }
}
