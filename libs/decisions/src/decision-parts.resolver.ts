import { Context, Parent, ResolveField, Resolver } from '@nestjs/graphql';
import { ReviewCase } from '@mizan/cases/case.entity.js';
import { Requires } from '@mizan/foundation/permissions.js';
import { PeopleService } from '@mizan/identity/people.service.js';
import { Person } from '@mizan/identity/person.entity.js';
import { SubjectLoadersService } from '@mizan/subjects/subject-loaders.service.js';
import { Subject } from '@mizan/subjects/subject.entity.js';
import { CollateralFinding } from './collateral-finding.entity.js';
import { DecisionLoadersService } from './decision-loaders.service.js';
import { AlreadyDecided, LeaseLost, Participant, ProposedFinding } from './decision.answers.js';

@Resolver(() => Participant)
@Requires('decision.read')
export class ParticipantsResolver {
  constructor(private readonly people: PeopleService) {}

  @ResolveField(() => Person)
  person(@Parent() participant: Participant, @Context() operation: object): Promise<Person> {
    return this.people.load(operation, participant.personId);
  }
}

@Resolver(() => CollateralFinding)
@Requires('decision.read')
export class FindingsResolver {
  constructor(private readonly loaders: SubjectLoadersService) {}

  @ResolveField(() => Subject)
  subject(@Parent() finding: CollateralFinding, @Context() operation: object): Promise<Subject | null> {
    return this.loaders.subjects.in(operation).load(finding.subjectId);
  }
}

@Resolver(() => ProposedFinding)
@Requires('decision.read')
export class ProposedFindingsResolver {
  constructor(private readonly loaders: SubjectLoadersService) {}

  @ResolveField(() => Subject)
  subject(@Parent() finding: ProposedFinding, @Context() operation: object): Promise<Subject | null> {
    return this.loaders.subjects.in(operation).load(finding.subjectId);
  }
}

@Resolver(() => LeaseLost)
@Requires('decision.read')
export class LeaseLostResolver {
  constructor(
    private readonly loaders: DecisionLoadersService,
    private readonly people: PeopleService,
  ) {}

  @ResolveField(() => ReviewCase)
  case(@Parent() lost: LeaseLost, @Context() operation: object): Promise<ReviewCase | null> {
    return this.loaders.cases.in(operation).load(lost.caseId);
  }

  @ResolveField(() => Person, { nullable: true })
  takenBy(@Parent() lost: LeaseLost, @Context() operation: object): Promise<Person | null> {
    return this.people.loadMaybe(operation, lost.takenById);
  }
}

@Resolver(() => AlreadyDecided)
@Requires('decision.read')
export class AlreadyDecidedResolver {
  constructor(private readonly loaders: DecisionLoadersService) {}

  @ResolveField(() => ReviewCase)
  case(@Parent() decided: AlreadyDecided, @Context() operation: object): Promise<ReviewCase | null> {
    return this.loaders.cases.in(operation).load(decided.caseId);
  }
}
