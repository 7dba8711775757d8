import { Field, Float, ID, InputType, Int, ObjectType } from '@nestjs/graphql';
import { PageInfo } from '@mizan/foundation/page-info.js';
import { AppealOutcome } from './appeal.entity.js';

/** Decisions of one mistake, or appeals of one wave, looked at together. */
@ObjectType('SecondLookGroup')
export class SecondLookGroup {
  @Field(() => ID)
  id!: string;

  @Field(() => Int)
  number!: number;

  /** `policy`, `detector`, `moderator`, `source`, `campaign` or `wave`. */
  @Field(() => String)
  scopeKind!: string;

  scope!: string | null;

  /** `mass_error` (the alarm), `appeals` or `person`. */
  @Field(() => String)
  reason!: string;

  /** `open`, `sampled`, `decided` or `closed`. */
  @Field(() => String)
  state!: string;

  /** What the alarm saw: answered appeals, and those that were reversed. */
  @Field(() => Int)
  decidedCount!: number;

  @Field(() => Int)
  reversedCount!: number;

  /** Exact lower 95 % bound of the share that was reversed, and the limit it passed; from 0 to 1. */
  @Field(() => Float)
  lowerBound!: number;

  @Field(() => Float)
  limit!: number;

  @Field(() => Int)
  itemCount!: number;

  @Field(() => Int)
  answeredCount!: number;

  @Field(() => Int, { nullable: true })
  sampleSize!: number | null;

  @Field(() => Int)
  judgedCount!: number;

  /** Wrong or unsure. */
  @Field(() => Int)
  wrongCount!: number;

  /** Exact one-sided 95 % bounds of the share that was wrong, over what was judged of the sample. */
  @Field(() => Float, { nullable: true })
  sampleLower!: number | null;

  @Field(() => Float, { nullable: true })
  sampleUpper!: number | null;

  @Field(() => Date, { nullable: true })
  windowFrom!: Date | null;

  @Field(() => Date, { nullable: true })
  windowTo!: Date | null;

  /** Languages of the appeals that are not answered; each needs words of its own. */
  @Field(() => [String])
  languages!: string[];

  @Field(() => Date)
  openedAt!: Date;

  @Field(() => Date, { nullable: true })
  closedAt!: Date | null;

  @Field(() => Int)
  version!: number;
}

@ObjectType('SecondLookGroupPage')
export class SecondLookGroupPage {
  @Field(() => [SecondLookGroup])
  nodes!: SecondLookGroup[];

  @Field(() => PageInfo)
  pageInfo!: PageInfo;
}

/** One decision about one subject, looked at again. */
@ObjectType('SecondLookItem')
export class SecondLookItem {
  @Field(() => ID)
  id!: string;

  decisionId!: string;
  subjectId!: string;
  appealId!: string | null;
  caseId!: string | null;
  judgedById!: string | null;
  resultDecisionId!: string | null;

  @Field(() => Boolean)
  inSample!: boolean;

  /** `right`, `wrong` or `unsure`. */
  @Field(() => String, { nullable: true })
  judgement!: string | null;

  @Field(() => AppealOutcome, { nullable: true })
  result!: AppealOutcome | null;

  /** Why the last run left it as it is, e.g. `not_independent`. */
  @Field(() => String, { nullable: true })
  failure!: string | null;

  /** False for whoever had a part in the decision. */
  @Field(() => Boolean)
  mayJudge!: boolean;
}

@ObjectType('SecondLookItemPage')
export class SecondLookItemPage {
  @Field(() => [SecondLookItem])
  nodes!: SecondLookItem[];

  @Field(() => PageInfo)
  pageInfo!: PageInfo;
}

@ObjectType('SecondLookFailure')
export class SecondLookFailure {
  @Field(() => String)
  reason!: string;

  @Field(() => Int)
  count!: number;
}

/** One answer for many items, and how far it has come. */
@ObjectType('SecondLookRun')
export class SecondLookRun {
  @Field(() => ID)
  id!: string;

  @Field(() => AppealOutcome)
  outcome!: AppealOutcome;

  /** `proposed` (a second person is asked), `waiting` (its grace period), `running`, `undoing`, `done`, `undone` or `refused`. */
  @Field(() => String)
  state!: string;

  @Field(() => String)
  rationale!: string;

  decidedById!: string;
  approvedById!: string | null;

  @Field(() => Int)
  total!: number;

  @Field(() => Int)
  done!: number;

  @Field(() => Int)
  failed!: number;

  @Field(() => [SecondLookFailure])
  failures!: SecondLookFailure[];

  @Field(() => Int)
  restrictionCount!: number;

  /** When it begins, or when nobody can sign it any more. */
  @Field(() => Date)
  dueAt!: Date;

  @Field(() => Date)
  madeAt!: Date;

  @Field(() => Date, { nullable: true })
  endedAt!: Date | null;

  /** By this person, now. */
  @Field(() => Boolean)
  undoable!: boolean;
}

/** How answered items ended, by what was decided: `kind` is `policy` or `measure`. */
@ObjectType('SecondLookReasonRow')
export class SecondLookReasonRow {
  @Field(() => String)
  kind!: string;

  /** Code of the policy or measure. */
  @Field(() => String)
  code!: string;

  @Field(() => Int)
  total!: number;

  @Field(() => Int)
  upheld!: number;

  @Field(() => Int)
  reversed!: number;

  @Field(() => Float, { nullable: true })
  overturnRate!: number | null;

  @Field(() => Float, { nullable: true })
  lower!: number | null;

  @Field(() => Float, { nullable: true })
  upper!: number | null;
}

/** What the people of one language are told. */
@InputType('SecondLookWords')
export class SecondLookWordsInput {
  @Field(() => String)
  language!: string;

  @Field(() => String)
  text!: string;
}
