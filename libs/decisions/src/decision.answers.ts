import { createUnionType, Field, Float, ID, ObjectType } from '@nestjs/graphql';
import { PageInfo } from '@mizan/foundation/page-info.js';
import { MeasureCode } from '@mizan/policies/measure.entity.js';
import { ClaimResult, type Claim, type QueueEmpty } from '@mizan/cases/claim.entity.js';
import { CollateralBasis, CollateralClass } from './collateral-finding.entity.js';
import { Decision } from './decision.entity.js';
import { DecisionProposal } from './decision-proposal.entity.js';
import { PlatformOrder } from './platform-order.entity.js';
import { ProtectiveStay } from './protective-stay.entity.js';

@ObjectType('Participant')
export class Participant {
  personId!: string;

  @Field(() => String)
  role!: string;
}

@ObjectType('MeasureChoice')
export class MeasureChoiceView {
  @Field(() => MeasureCode)
  measure!: MeasureCode;

  @Field(() => String)
  scope!: string;

  @Field(() => [ID])
  subjectIds!: string[];
}

@ObjectType('ProposedFinding')
export class ProposedFinding {
  subjectId!: string;

  @Field(() => CollateralClass)
  class!: CollateralClass;

  @Field(() => CollateralBasis)
  basis!: CollateralBasis;

  @Field(() => String)
  note!: string;
}

/** An earlier decision worth comparing; `why`: same_subject, same_policy_and_kind or linked_subject. */
@ObjectType('Precedent')
export class Precedent {
  @Field(() => Decision)
  decision!: Decision;

  @Field(() => String)
  why!: string;
}

@ObjectType('OrderPage')
export class OrderPage {
  @Field(() => [PlatformOrder])
  nodes!: PlatformOrder[];

  @Field(() => PageInfo)
  pageInfo!: PageInfo;
}

@ObjectType('OrderCounts')
export class OrderCounts {
  @Field(() => Float)
  waiting!: number;

  @Field(() => Float)
  sending!: number;

  @Field(() => Float)
  unknown!: number;

  @Field(() => Float)
  deferred!: number;

  @Field(() => Float)
  applied!: number;

  @Field(() => Float)
  gone!: number;

  @Field(() => Float)
  failed!: number;

  @Field(() => Float)
  stuck!: number;

  @Field(() => Float)
  cancelled!: number;
}

/** The decision waits for a second person. */
@ObjectType('ProposalMade')
export class ProposalMade {
  @Field(() => DecisionProposal)
  proposal!: DecisionProposal;
}

/** The case is no longer with this person. */
@ObjectType('LeaseLost')
export class LeaseLost {
  caseId!: string;
  takenById!: string | null;
}

/** Somebody was first. */
@ObjectType('AlreadyDecided')
export class AlreadyDecided {
  caseId!: string;

  @Field(() => Decision, { nullable: true })
  decision!: Decision | null;
}

export const DecideResult = createUnionType({
  name: 'DecideResult',
  types: () => [Decision, ProposalMade, LeaseLost, AlreadyDecided, ProtectiveStay] as const,
  resolveType: (value) =>
    [ProposalMade, LeaseLost, AlreadyDecided, ProtectiveStay].find((kind) => value instanceof kind) ?? Decision,
});

@ObjectType('DecideOutcome')
export class DecideOutcome {
  @Field(() => DecideResult)
  result!: Decision | ProposalMade | LeaseLost | AlreadyDecided | ProtectiveStay;

  /** The next case, when one was asked for. */
  @Field(() => ClaimResult, { nullable: true })
  next!: Claim | QueueEmpty | null;
}
