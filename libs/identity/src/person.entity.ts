import { Field, ID, ObjectType, registerEnumType } from '@nestjs/graphql';
import { Column, Entity, PrimaryColumn, VirtualColumn } from 'typeorm';
import { ROLES, type Role } from '@mizan/foundation/permissions.js';

/** The roles as a GraphQL enumeration (`() => RoleEnum`). */
export const RoleEnum = Object.fromEntries(ROLES.map((role) => [role, role]));
registerEnumType(RoleEnum, { name: 'Role' });

export type PersonStatus = 'active' | 'disabled';

/** Somebody who works at the desk. What colleagues may see is exposed; the rest shows only in StaffMember and Viewer. */
@ObjectType('Person')
@Entity('person')
export class Person {
  @Field(() => ID)
  @PrimaryColumn('uuid')
  id!: string;

  @Field(() => String)
  @Column('text')
  name!: string;

  @Field(() => [RoleEnum])
  @VirtualColumn({
    query: (person) =>
      `select coalesce(array_agg(role order by role), '{}') from person_role where person_id = ${person}.id`,
  })
  roles!: Role[];

  @Column('citext')
  email!: string;

  @Column('text')
  status!: PersonStatus;

  /** When the second factor was confirmed; null = none set up. */
  @Column('timestamptz', { name: 'totp_confirmed_at', nullable: true })
  totpConfirmedAt!: Date | null;

  /** Interface language. */
  @Column('text')
  locale!: 'en' | 'ar';

  /** As PersonalSettings; keys that were never set are missing. */
  @Column('jsonb')
  settings!: Record<string, unknown>;

  @Column('integer')
  version!: number;

  @Column('timestamptz', { name: 'created_at' })
  createdAt!: Date;
}
