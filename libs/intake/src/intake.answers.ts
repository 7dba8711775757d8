import { Field, Float, Int, ObjectType } from '@nestjs/graphql';
import { PageInfo } from '@mizan/foundation/page-info.js';
import { Flag } from './flag.entity.js';
import { ImportRefusal } from './import-refusal.entity.js';
import { Import } from './import.entity.js';

/** A page of flags. */
@ObjectType()
export class FlagPage {
  @Field(() => [Flag])
  nodes!: Flag[];

  @Field(() => PageInfo)
  pageInfo!: PageInfo;
}

/** Flags of one source on one case, summed up. */
@ObjectType()
export class FlagGroup {
  sourceId!: string;

  /** Those that count. */
  @Field(() => Int)
  count!: number;

  @Field(() => Int)
  setAsideCount!: number;

  @Field(() => Float, { nullable: true })
  confidence!: number | null;

  @Field(() => Float, { nullable: true })
  reliability!: number | null;

  @Field(() => Int)
  decidedCount!: number;

  @Field(() => Date)
  newestAt!: Date;

  @Field(() => [String])
  reasons!: string[];

  /** Words of the evidence that the source says it flagged for. */
  @Field(() => [String])
  matched!: string[];
}

/** How many flags and cases it was. */
@ObjectType()
export class ReporterAsideResult {
  @Field(() => Int)
  flagCount!: number;

  @Field(() => Int)
  caseCount!: number;
}

/** A page of imports. */
@ObjectType()
export class ImportPage {
  @Field(() => [Import])
  nodes!: Import[];

  @Field(() => PageInfo)
  pageInfo!: PageInfo;
}

/** A page of refused lines. */
@ObjectType()
export class RefusalPage {
  @Field(() => [ImportRefusal])
  nodes!: ImportRefusal[];

  @Field(() => PageInfo)
  pageInfo!: PageInfo;
}
