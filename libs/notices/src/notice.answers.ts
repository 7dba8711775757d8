import { Field, ID, InputType, Int, ObjectType } from '@nestjs/graphql';
import { PageInfo } from '@mizan/foundation/page-info.js';
import { Notice, NoticeKindCode, NoticeLanguageCode, NoticeStateCode } from './notice.entity.js';

@ObjectType('NoticePage')
export class NoticePage {
  @Field(() => [Notice])
  nodes!: Notice[];

  @Field(() => PageInfo)
  pageInfo!: PageInfo;
}

@InputType('NoticeFilter')
export class NoticeFilterInput {
  @Field(() => [NoticeStateCode], { nullable: true })
  state?: NoticeStateCode[] | null;

  @Field(() => [NoticeKindCode], { nullable: true })
  kind?: NoticeKindCode[] | null;

  @Field(() => ID, { nullable: true })
  platformId?: string | null;

  @Field(() => ID, { nullable: true })
  subjectId?: string | null;

  @Field(() => ID, { nullable: true })
  caseId?: string | null;
}

/** What a notice says. */
@ObjectType('NoticeWords')
export class NoticeWordsAnswer {
  @Field(() => String)
  subjectLine!: string;

  @Field(() => String)
  body!: string;

  /** The same as a page of its own, to keep or to print. */
  @Field(() => String)
  page!: string;
}

/** A value that a wording may use. */
@ObjectType('NoticePlaceholder')
export class NoticePlaceholder {
  @Field(() => String)
  name!: string;

  @Field(() => Boolean)
  required!: boolean;

  /** An invented value, as it would be written in this language. */
  @Field(() => String)
  sample!: string;
}

@ObjectType('NoticeWordingVersion')
export class NoticeWordingVersionAnswer {
  /** 0 = as the desk was shipped. */
  @Field(() => Int)
  version!: number;

  @Field(() => String)
  subjectLine!: string;

  @Field(() => String)
  body!: string;

  writtenBy!: string | null;

  @Field(() => Date, { nullable: true })
  writtenAt!: Date | null;
}

/** The words of one kind of notice in one language. */
@ObjectType('NoticeWording')
export class NoticeWordingAnswer {
  @Field(() => NoticeKindCode)
  kind!: NoticeKindCode;

  @Field(() => NoticeLanguageCode)
  language!: NoticeLanguageCode;

  @Field(() => Int)
  version!: number;

  @Field(() => Date, { nullable: true })
  writtenAt!: Date | null;
}

/** What is wrong with a wording; `placeholder` names the one that is meant. */
@ObjectType('NoticeWordingFault')
export class NoticeWordingFault {
  /** `subjectLine` or `body`. */
  @Field(() => String)
  field!: string;

  @Field(() => String)
  code!: string;

  @Field(() => String, { nullable: true })
  placeholder!: string | null;
}

/** A wording with invented values, and what keeps it from being used. */
@ObjectType('NoticePreview')
export class NoticePreview {
  @Field(() => String)
  subjectLine!: string;

  @Field(() => String)
  body!: string;

  @Field(() => [NoticeWordingFault])
  faults!: NoticeWordingFault[];
}
