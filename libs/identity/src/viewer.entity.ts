import { Field, ID, ObjectType } from '@nestjs/graphql';
import type { Role } from '@mizan/foundation/permissions.js';
import { RoleEnum } from './person.entity.js';
import { PersonalSettings } from './personal-settings.entity.js';

/** The person who is signed in, as they see themselves. */
@ObjectType('Viewer')
export class Viewer {
  @Field(() => ID)
  id!: string;

  @Field(() => String)
  name!: string;

  @Field(() => String)
  email!: string;

  @Field(() => [RoleEnum])
  roles!: Role[];

  /** What the roles allow, so that screens show only what will work. */
  @Field(() => [String])
  permissions!: string[];

  @Field(() => String)
  locale!: string;

  /** True when a second factor is set up. */
  @Field(() => Boolean)
  secondFactor!: boolean;

  @Field(() => PersonalSettings)
  settings!: PersonalSettings;
}
