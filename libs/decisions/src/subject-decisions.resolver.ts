import { Parent, ResolveField, Resolver } from '@nestjs/graphql';
import { Acting } from '@mizan/foundation/acting.decorator.js';
import type { ActingPerson } from '@mizan/foundation/acting.js';
import { Requires } from '@mizan/foundation/permissions.js';
import { Subject } from '@mizan/subjects/subject.entity.js';
import { Decision } from './decision.entity.js';
import { DecisionReadsService } from './decision-reads.service.js';
import { Restriction } from './restriction.entity.js';

/** What was decided about a subject. */
@Resolver(() => Subject)
@Requires('decision.read')
export class SubjectDecisionsResolver {
  constructor(private readonly reads: DecisionReadsService) {}

  @ResolveField(() => [Decision])
  decisions(@Acting() person: ActingPerson, @Parent() subject: Subject): Promise<Decision[]> {
    return this.reads.ofSubject(person, subject.id);
  }

  @ResolveField(() => [Restriction])
  restrictions(@Acting() person: ActingPerson, @Parent() subject: Subject): Promise<Restriction[]> {
    return this.reads.restrictions(person, subject.id);
  }
}
