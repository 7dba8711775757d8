import { Field, ID, ObjectType } from '@nestjs/graphql';

/** A case entered, left or changed in a queue. */
@ObjectType('QueueChange')
export class QueueChange {
  @Field(() => ID)
  queueId!: string;

  @Field(() => ID)
  caseId!: string;

  /** See CaseChangeKind. */
  @Field(() => String)
  what!: string;

  @Field(() => Date)
  at!: Date;
}

/** Something happened to a case that is watched. */
@ObjectType('CaseChange')
export class CaseChange {
  @Field(() => ID)
  caseId!: string;

  /** See CaseChangeKind. */
  @Field(() => String)
  what!: string;

  @Field(() => Date)
  at!: Date;

  /** Who did it; null = the desk itself or a machine. */
  personId!: string | null;
}
