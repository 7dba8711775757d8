import { Field, ObjectType } from '@nestjs/graphql';

/** What a declared media service was asked before a measure that rests on terms, and said. */
@ObjectType('MediaReply')
export class MediaReply {
  id!: string;

  @Field(() => Date)
  askedAt!: Date;

  @Field(() => Date)
  dueAt!: Date;

  @Field(() => Date, { nullable: true })
  repliedAt!: Date | null;

  @Field(() => String, { nullable: true })
  crisisReason!: string | null;
}
