import { Context, Parent, ResolveField, Resolver } from '@nestjs/graphql';
import { Requires } from '@mizan/foundation/permissions.js';
import { SubjectLoadersService } from '@mizan/subjects/subject-loaders.service.js';
import { Subject } from '@mizan/subjects/subject.entity.js';
import { DecisionLoadersService } from './decision-loaders.service.js';
import { PlatformOrder } from './platform-order.entity.js';
import { RestrictionCover } from './restriction-cover.entity.js';
import { Restriction } from './restriction.entity.js';

@Resolver(() => Restriction)
@Requires('decision.read')
export class RestrictionsResolver {
  constructor(
    private readonly loaders: DecisionLoadersService,
    private readonly known: SubjectLoadersService,
  ) {}

  @ResolveField(() => Subject)
  subject(@Parent() restriction: Restriction, @Context() operation: object): Promise<Subject | null> {
    return this.known.subjects.in(operation).load(restriction.subjectId);
  }

  @ResolveField(() => [RestrictionCover])
  async covers(@Parent() restriction: Restriction, @Context() operation: object): Promise<RestrictionCover[]> {
    return (await this.loaders.covers.in(operation).load(restriction.id)) ?? [];
  }

  @ResolveField(() => [PlatformOrder])
  async orders(@Parent() restriction: Restriction, @Context() operation: object): Promise<PlatformOrder[]> {
    return (await this.loaders.ordersOfRestriction.in(operation).load(restriction.id)) ?? [];
  }
}
