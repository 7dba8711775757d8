import { Field, Float, ObjectType, Parent, ResolveField, Resolver } from '@nestjs/graphql';
import { Requires } from '@mizan/foundation/permissions.js';
import { Subject } from '@mizan/subjects/subject.entity.js';
import { CollateralClass } from './collateral-class.entity.js';
import { SignalsService } from './signals.service.js';

/** A public fact about a subject that asks for care; it decides nothing. */
@ObjectType('SubjectSignal')
export class SubjectSignal {
  /** `declared_profession`, `byline`, `institution`, `press_domain` or `verified_badge`. */
  @Field(() => String)
  code!: string;

  /** Who it points to; null for the badge. */
  @Field(() => CollateralClass, { nullable: true })
  class!: `${CollateralClass}` | null;

  /** 0 to 1: how far it alone makes the class likely. */
  @Field(() => Float)
  weight!: number;

  /** The words or the site it rests on. */
  @Field(() => String)
  words!: string;
}

@Resolver(() => Subject)
@Requires('subject.read')
export class SubjectSignalsResolver {
  constructor(private readonly service: SignalsService) {}

  /** Strongest first. */
  @ResolveField(() => [SubjectSignal])
  signals(@Parent() subject: Subject): SubjectSignal[] {
    return [...this.service.of(subject).signals].sort((a, b) => b.weight - a.weight);
  }
}
