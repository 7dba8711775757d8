import { Field, ObjectType } from '@nestjs/graphql';
import { Platform } from './platform.entity.js';

/** A signing secret on its one appearance. */
@ObjectType()
export class PlatformSecret {
  @Field(() => Platform)
  platform!: Platform;

  @Field(() => String)
  secret!: string;
}
