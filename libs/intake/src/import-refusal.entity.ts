import { Field, Int, ObjectType } from '@nestjs/graphql';
import { Column, Entity, PrimaryColumn } from 'typeorm';

/** A line of an import that was not taken, and why. */
@ObjectType('Refusal')
@Entity('import_refusal')
export class ImportRefusal {
  @PrimaryColumn('uuid', { name: 'import_id' })
  importId!: string;

  /** Line of a batch, item of a list, message of an export; from 1. */
  @Field(() => Int)
  @PrimaryColumn('integer')
  line!: number;

  @Field(() => String, { nullable: true })
  @Column('text', { nullable: true })
  field!: string | null;

  @Field(() => String)
  @Column('text')
  code!: string;

  @Field(() => String)
  @Column('text')
  message!: string;

  /** The line as it was, cut short. */
  @Field(() => String, { nullable: true })
  @Column('text', { nullable: true })
  raw!: string | null;
}
