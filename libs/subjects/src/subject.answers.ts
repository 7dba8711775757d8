import { Field, ID, Int, ObjectType } from '@nestjs/graphql';
import { JSONObject } from '@mizan/foundation/json-object.js';
import { PageInfo } from '@mizan/foundation/page-info.js';
import { Evidence } from './evidence.entity.js';
import { LinkKind, LinkView } from './link.entity.js';

/** How many edges of a kind start and end at a subject. */
@ObjectType()
export class LinkCount {
  @Field(() => LinkKind)
  kind!: `${LinkKind}`;

  @Field(() => Int)
  outgoing!: number;

  @Field(() => Int)
  incoming!: number;
}

/** A page of edges. */
@ObjectType()
export class LinkPage {
  @Field(() => [LinkView])
  nodes!: LinkView[];

  @Field(() => PageInfo)
  pageInfo!: PageInfo;
}

/** A page of evidence. */
@ObjectType()
export class EvidencePage {
  @Field(() => [Evidence])
  nodes!: Evidence[];

  @Field(() => PageInfo)
  pageInfo!: PageInfo;
}

/** One thing that happened to a subject. */
@ObjectType()
export class TimelineEntry {
  @Field(() => ID)
  id!: string;

  @Field(() => Date)
  at!: Date;

  @Field(() => String)
  kind!: string;

  @Field(() => ID, { nullable: true })
  caseId!: string | null;

  @Field(() => ID, { nullable: true })
  decisionId!: string | null;

  personId!: string | null;

  @Field(() => JSONObject)
  details!: Record<string, unknown>;
}

/** A page of the timeline. */
@ObjectType()
export class TimelinePage {
  @Field(() => [TimelineEntry])
  nodes!: TimelineEntry[];

  @Field(() => PageInfo)
  pageInfo!: PageInfo;
}
