import { Field, ID, InputType, Int } from '@nestjs/graphql';
import { MeasureCode } from '@mizan/policies/measure.entity.js';
import { invalid } from '@mizan/foundation/errors.js';
import { isId } from '@mizan/foundation/ids.js';
import { CollateralBasis, CollateralClass } from './collateral-finding.entity.js';
import { Outcome } from './decision.entity.js';
import type { AskedDraft } from './decision-draft.js';
import { GLOBAL, territoryScope } from './territory-rules.js';

@InputType()
export class MeasureChoiceInput {
  @Field(() => MeasureCode)
  measure!: MeasureCode;

  /** Default `global`; for disabling in a territory codes such as `FR,BE`. */
  @Field(() => String, { nullable: true })
  scope?: string | null;

  /** Default: the case's subject. */
  @Field(() => [ID], { nullable: true })
  subjectIds?: string[] | null;
}

@InputType()
export class FindingInput {
  @Field(() => ID)
  subjectId!: string;

  @Field(() => CollateralClass)
  class!: CollateralClass;

  @Field(() => CollateralBasis)
  basis!: CollateralBasis;

  @Field(() => String, { nullable: true })
  note?: string | null;
}

/** Child safety: mandatory. Threat to life: who was told and when, or authority `none` and why not. */
@InputType()
export class ReportInput {
  @Field(() => String)
  authority!: string;

  @Field(() => Date)
  reportedAt!: Date;

  @Field(() => String)
  reference!: string;
}

@InputType()
export class DecideInput {
  @Field(() => ID)
  caseId!: string;

  @Field(() => String)
  leaseToken!: string;

  @Field(() => Int)
  version!: number;

  @Field(() => Outcome)
  outcome!: Outcome;

  @Field(() => ID, { nullable: true })
  policyVersionId?: string | null;

  @Field(() => [MeasureChoiceInput], { nullable: true })
  measures?: MeasureChoiceInput[] | null;

  @Field(() => String)
  rationale!: string;

  @Field(() => String, { nullable: true })
  language?: string | null;

  @Field(() => [ID], { nullable: true })
  evidenceIds?: string[] | null;

  @Field(() => [ID], { nullable: true })
  furtherSubjectIds?: string[] | null;

  @Field(() => [FindingInput], { nullable: true })
  findings?: FindingInput[] | null;

  @Field(() => ID, { nullable: true })
  duplicateOfCaseId?: string | null;

  @Field(() => ID, { nullable: true })
  corrects?: string | null;

  @Field(() => ReportInput, { nullable: true })
  report?: ReportInput | null;
}

/** One spelling of what was sent: defaults filled in, scopes sorted. Throws INVALID_INPUT for an id that is none. */
export function draftOf(input: DecideInput): AskedDraft {
  return {
    caseId: id(input.caseId, 'caseId'),
    outcome: input.outcome,
    policyVersionId: maybeId(input.policyVersionId, 'policyVersionId'),
    measures: (input.measures ?? []).map((choice, index) => ({
      measure: choice.measure,
      scope: scope(choice),
      subjectIds: choice.subjectIds ? ids(choice.subjectIds, `measures.${index}.subjectIds`) : null,
    })),
    rationale: input.rationale.trim(),
    language: input.language ?? 'en',
    evidenceIds: ids(input.evidenceIds ?? [], 'evidenceIds'),
    furtherSubjectIds: ids(input.furtherSubjectIds ?? [], 'furtherSubjectIds'),
    findings: (input.findings ?? []).map((finding, index) => ({
      subjectId: id(finding.subjectId, `findings.${index}.subjectId`),
      class: finding.class,
      basis: finding.basis,
      note: finding.note?.trim() ?? '',
    })),
    duplicateOfCaseId: maybeId(input.duplicateOfCaseId, 'duplicateOfCaseId'),
    corrects: maybeId(input.corrects, 'corrects'),
    report: input.report ? { ...input.report } : null,
  };
}

function scope(choice: MeasureChoiceInput): string {
  const written = choice.scope?.trim() ?? '';
  if (written === '' || written === GLOBAL) return GLOBAL;
  return territoryScope(written) ?? written;
}

function id(value: string, field: string): string {
  if (!isId(value)) throw invalid(`input.${field}`, 'This is no id.');
  return value.toLowerCase();
}

const maybeId = (value: string | null | undefined, field: string) => (value ? id(value, field) : null);
const ids = (values: readonly string[], field: string) => values.map((value, index) => id(value, `${field}.${index}`));
