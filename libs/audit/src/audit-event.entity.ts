import { Field, Float, ID, InputType, ObjectType } from '@nestjs/graphql';
import { JSONObject } from '@mizan/foundation/json-object.js';
import { PageInfo } from '@mizan/foundation/page-info.js';

/** One change of state as the record has it: who (as an id), what, to what, when. Written once, never changed. */
@ObjectType()
export class AuditEvent {
  @Field(() => ID)
  id!: string;

  @Field(() => Date)
  at!: Date;

  /** `noun.pastVerb`. */
  @Field(() => String)
  kind!: string;

  /** `person`, `api_key` or `system`. */
  @Field(() => String)
  actorKind!: string;

  /** Person or key; the field `actor` with its name is filled in by the lib that owns people. */
  actorId!: string | null;

  @Field(() => String)
  targetKind!: string;

  @Field(() => ID, { nullable: true })
  targetId!: string | null;

  @Field(() => ID, { nullable: true })
  caseId!: string | null;

  @Field(() => ID, { nullable: true })
  subjectId!: string | null;

  /** Codes, ids, counts, hashes. */
  @Field(() => JSONObject)
  details!: Record<string, unknown>;

  @Field(() => String, { nullable: true })
  requestId!: string | null;

  /** False for about the last second. */
  @Field(() => Boolean)
  sealed!: boolean;
}

/** A page of the record, newest first. */
@ObjectType()
export class AuditPage {
  @Field(() => [AuditEvent])
  nodes!: AuditEvent[];

  @Field(() => PageInfo)
  pageInfo!: PageInfo;
}

/** What to look for in the record; all that is given must hold. */
@InputType()
export class AuditFilter {
  @Field(() => String, { nullable: true })
  kind?: string | null;

  @Field(() => ID, { nullable: true })
  actorId?: string | null;

  @Field(() => ID, { nullable: true })
  targetId?: string | null;

  @Field(() => ID, { nullable: true })
  caseId?: string | null;

  @Field(() => ID, { nullable: true })
  subjectId?: string | null;

  @Field(() => Date, { nullable: true })
  from?: Date | null;

  /** Exclusive. */
  @Field(() => Date, { nullable: true })
  to?: Date | null;
}

/** What a verification of the record found. */
@ObjectType()
export class AuditVerification {
  @Field(() => Boolean)
  ok!: boolean;

  @Field(() => Float)
  checkedRows!: number;

  @Field(() => Float)
  checkedSeals!: number;

  @Field(() => Float)
  unsealedRows!: number;

  @Field(() => String, { nullable: true })
  firstBad!: string | null;

  @Field(() => Boolean)
  truncationExcluded!: boolean;

  @Field(() => Float)
  tookMs!: number;
}
