import { Field, ID, Int, ObjectType } from '@nestjs/graphql';
import type { Role } from '@mizan/foundation/permissions.js';
import { RoleEnum } from './person.entity.js';

/** A person as those see them who look after people and roles. */
@ObjectType('StaffMember')
export class StaffMember {
  @Field(() => ID)
  id!: string;

  @Field(() => String)
  name!: string;

  @Field(() => String)
  email!: string;

  @Field(() => [RoleEnum])
  roles!: Role[];

  /** `active` or `disabled`. */
  @Field(() => String)
  status!: string;

  @Field(() => Boolean)
  secondFactor!: boolean;

  @Field(() => Date)
  createdAt!: Date;

  @Field(() => Int)
  version!: number;

  @Field(() => Int)
  openSessions!: number;
}
