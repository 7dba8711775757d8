import { Field, ID, ObjectType } from '@nestjs/graphql';

/** Words that somebody left on a subject or a case; never changed, never removed. */
@ObjectType('Note')
export class Note {
  @Field(() => ID)
  id!: string;

  authorId!: string;

  @Field(() => String)
  text!: string;

  @Field(() => Date)
  createdAt!: Date;
}
