import { Field, Float, ID, Int, ObjectType } from '@nestjs/graphql';

/** One kind of machine work: what waits, runs, is delayed or failed, and how many rows should be moving. */
@ObjectType()
export class JobQueueInfo {
  @Field(() => String)
  name!: string;

  @Field(() => Float)
  waiting!: number;

  @Field(() => Float)
  active!: number;

  @Field(() => Float)
  delayed!: number;

  @Field(() => Float)
  failed!: number;

  @Field(() => Float)
  completed!: number;

  /** Rows of the due view, as counted by the reconciler within the last seconds. */
  @Field(() => Float)
  due!: number;

  @Field(() => Date, { nullable: true })
  oldestDueAt!: Date | null;

  /** `redis` or `postgres`. */
  @Field(() => String)
  backend!: string;
}

/** One piece of machine work; it carries the id of its row only. */
@ObjectType()
export class Job {
  @Field(() => ID)
  id!: string;

  @Field(() => String)
  queue!: string;

  /** `waiting`, `active`, `delayed` or `failed`; finished jobs are not kept. */
  @Field(() => String)
  state!: string;

  @Field(() => Int)
  attempts!: number;

  @Field(() => String, { nullable: true })
  failedReason!: string | null;

  @Field(() => Date)
  createdAt!: Date;

  /** What the row is, when the name of the kind of job does not say it: `outbox` for listeners. */
  @Field(() => String, { nullable: true })
  entityKind!: string | null;

  @Field(() => String, { nullable: true })
  entityId!: string | null;
}
