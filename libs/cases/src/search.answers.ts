import { createUnionType, Field, ObjectType } from '@nestjs/graphql';
import { PageInfo } from '@mizan/foundation/page-info.js';
import { Evidence } from '@mizan/subjects/evidence.entity.js';
import { Subject } from '@mizan/subjects/subject.entity.js';
import { ReviewCase } from './case.entity.js';

@ObjectType()
export class SubjectHit {
  @Field(() => Subject)
  subject!: Subject;

  /** The name by which it was found. */
  @Field(() => String)
  matched!: string;
}

@ObjectType()
export class CaseHit {
  @Field(() => ReviewCase)
  case!: ReviewCase;
}

@ObjectType()
export class EvidenceHit {
  @Field(() => Evidence)
  evidence!: Evidence;

  @Field(() => Subject)
  subject!: Subject;

  /** The words around what was found, as received. */
  @Field(() => String)
  excerpt!: string;
}

export const SearchHit = createUnionType({
  name: 'SearchHit',
  types: () => [SubjectHit, CaseHit, EvidenceHit] as const,
});

@ObjectType()
export class SearchPage {
  @Field(() => [SearchHit])
  nodes!: (SubjectHit | CaseHit | EvidenceHit)[];

  @Field(() => PageInfo)
  pageInfo!: PageInfo;
}
