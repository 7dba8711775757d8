import { Field, ID, ObjectType } from '@nestjs/graphql';

/**
 * The subject is or may be protected: nothing was imposed; somebody with the right decides within the deadline. Who or why
 * is not said.
 */
@ObjectType('ProtectiveStay')
export class ProtectiveStay {
  @Field(() => ID)
  caseId!: string;

  /** What people say aloud: `S-17`. */
  @Field(() => String)
  reference!: string;

  @Field(() => Date)
  dueAt!: Date;
}
