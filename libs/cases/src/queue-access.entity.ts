import { Field, ID, ObjectType } from '@nestjs/graphql';
import { Column, Entity, PrimaryColumn } from 'typeorm';
import { RoleEnum } from '@mizan/identity/person.entity.js';
import type { Role } from '@mizan/foundation/permissions.js';

/** Who may work a queue: a whole role, or one person by name. */
@ObjectType('QueueAccess')
@Entity('queue_access')
export class QueueAccess {
  @Field(() => ID)
  @PrimaryColumn('uuid')
  id!: string;

  @Column('uuid', { name: 'queue_id' })
  queueId!: string;

  @Field(() => RoleEnum, { nullable: true })
  @Column('text', { nullable: true })
  role!: Role | null;

  @Column('uuid', { name: 'person_id', nullable: true })
  personId!: string | null;
}
