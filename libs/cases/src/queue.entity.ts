import { Field, ID, Int, ObjectType, registerEnumType } from '@nestjs/graphql';
import { Column, Entity, PrimaryColumn } from 'typeorm';
import { JSONObject } from '@mizan/foundation/json-object.js';
import { MeasureCode } from '@mizan/policies/measure.entity.js';

/** What a queue is for. `child_safety` is open only to people by name. */
export enum QueueKind {
  general = 'general',
  escalation = 'escalation',
  child_safety = 'child_safety',
  stay = 'stay',
  appeals = 'appeals',
  /** Appeals of people who say they are journalists or researchers, and of declared media. */
  appeals_specialist = 'appeals_specialist',
}
registerEnumType(QueueKind, { name: 'QueueKind' });

/** A named list of cases, and who may work it. */
@ObjectType('Queue')
@Entity('queue')
export class Queue {
  @Field(() => ID)
  @PrimaryColumn('uuid')
  id!: string;

  /** Stable short name in the API and in files, e.g. `terror-arabic`. */
  @Field(() => String)
  @Column('text')
  code!: string;

  /** By language tag; `en` is always there. */
  @Field(() => JSONObject, { name: 'names' })
  @Column('jsonb', { name: 'name' })
  names!: Readonly<Record<string, string>>;

  @Field(() => QueueKind)
  @Column('text')
  kind!: QueueKind;

  /** Every decision in it needs a second person; nothing is prefetched from it. */
  @Field(() => Boolean)
  @Column('boolean', { name: 'two_person' })
  twoPerson!: boolean;

  /** Measures that are not offered in this queue. */
  @Field(() => [MeasureCode])
  @Column('text', { name: 'hidden_measures', array: true })
  hiddenMeasures!: MeasureCode[];

  @Column('uuid', { name: 'escalation_queue_id', nullable: true })
  escalationQueueId!: string | null;

  @Field(() => Int)
  @Column('integer')
  position!: number;

  @Field(() => Boolean)
  @Column('boolean')
  active!: boolean;

  @Field(() => Int)
  @Column('integer')
  version!: number;
}
