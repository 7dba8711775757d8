import { Field, ID, InputType, Int } from '@nestjs/graphql';
import { CollateralClass } from '@mizan/decisions/collateral-finding.entity.js';
import { FindingInput } from '@mizan/decisions/decision-answers.entity.js';
import { invalid } from '@mizan/foundation/errors.js';
import { isId } from '@mizan/foundation/ids.js';
import { AppealBasis, AppealOutcome, AppealState } from './appeal.entity.js';
import type { Resolution } from './resolving.service.js';

@InputType()
export class AppealFilter {
  /** Default: what nobody has answered. */
  @Field(() => [AppealState], { nullable: true })
  state?: AppealState[] | null;

  @Field(() => [AppealBasis], { nullable: true })
  basis?: AppealBasis[] | null;

  @Field(() => [AppealOutcome], { nullable: true })
  outcome?: AppealOutcome[] | null;

  @Field(() => ID, { nullable: true })
  platformId?: string | null;

  /** Of the appealed decision. */
  @Field(() => ID, { nullable: true })
  policyId?: string | null;

  @Field(() => [CollateralClass], { nullable: true })
  claimedStatus?: CollateralClass[] | null;

  /** Answered late, or due and not answered. */
  @Field(() => Boolean, { nullable: true })
  breached?: boolean | null;

  @Field(() => Boolean, { nullable: true })
  waitingForAnswer?: boolean | null;

  @Field(() => ID, { nullable: true })
  groupId?: string | null;

  @Field(() => String, { nullable: true })
  language?: string | null;

  /** A number of an appeal, or part of a name of what it is about. */
  @Field(() => String, { nullable: true })
  text?: string | null;
}

@InputType()
export class ResolveAppealInput {
  @Field(() => ID)
  appealId!: string;

  @Field(() => String)
  leaseToken!: string;

  /** Of the second look, as it was read. */
  @Field(() => Int)
  version!: number;

  @Field(() => AppealOutcome)
  outcome!: AppealOutcome;

  /** Of a partial reversal: what is lifted. */
  @Field(() => [ID], { nullable: true })
  restrictionIds?: string[] | null;

  /** To the person, in the appeal's language. */
  @Field(() => String)
  reasons!: string;

  /** For the record. */
  @Field(() => String)
  rationale!: string;

  /** Who the person is, when swept up. */
  @Field(() => FindingInput, { nullable: true })
  finding?: FindingInput | null;

  @Field(() => String, { nullable: true })
  omittedReason?: string | null;

  /** A queue from which to take the next case in the same round trip. */
  @Field(() => ID, { nullable: true })
  thenClaim?: string | null;
}

/** One spelling of what was sent. Throws INVALID_INPUT for an id that is none. */
export function resolutionOf(input: ResolveAppealInput): Resolution {
  const { finding } = input;
  return {
    appealId: idOf(input.appealId, 'input.appealId'),
    leaseToken: input.leaseToken,
    version: input.version,
    outcome: input.outcome,
    restrictionIds: (input.restrictionIds ?? []).map((id, index) => idOf(id, `input.restrictionIds.${index}`)),
    reasons: input.reasons,
    rationale: input.rationale,
    omittedReason: input.omittedReason ?? null,
    finding: finding
      ? {
          subjectId: idOf(finding.subjectId, 'input.finding.subjectId'),
          class: finding.class,
          basis: finding.basis,
          note: finding.note?.trim() ?? '',
        }
      : null,
  };
}

/** The id in one spelling. Throws INVALID_INPUT naming the field. */
export function idOf(value: string, field: string): string {
  if (!isId(value)) throw invalid(field, 'This is no id.');
  return value.toLowerCase();
}
