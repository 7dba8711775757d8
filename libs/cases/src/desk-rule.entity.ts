import { Field, Float, Int, ObjectType } from '@nestjs/graphql';
import { Column, Entity, PrimaryColumn } from 'typeorm';
import { SourceKind } from '@mizan/platforms/source.entity.js';
import { bigintNumber } from './column-types.js';

/** How soon a case from a source is due. */
@ObjectType('DeadlineRule')
@Entity('deadline_rule')
export class DeadlineRule {
  @Field(() => SourceKind)
  @PrimaryColumn('text', { name: 'source_kind' })
  sourceKind!: SourceKind;

  @Field(() => Int)
  @Column('integer')
  minutes!: number;
}

/** Head start from a value on: members (`audience`), distinct sources (`source`), flags (`wave`). */
@ObjectType('PriorityRule')
@Entity('priority_rule')
export class PriorityRule {
  @Field(() => String)
  @PrimaryColumn('text')
  reason!: 'audience' | 'source' | 'wave';

  @Field(() => Float)
  @PrimaryColumn('bigint', { name: 'at_least', transformer: bigintNumber })
  atLeast!: number;

  @Field(() => Int)
  @Column('integer')
  minutes!: number;
}
