import { Field, ObjectType, registerEnumType } from '@nestjs/graphql';
import { Column, Entity, PrimaryColumn } from 'typeorm';

/** What can be flagged (product.md §3); stands here because a measure says to which kinds it applies. */
export enum SubjectKind {
  channel = 'channel',
  group = 'group',
  account = 'account',
  bot = 'bot',
}
registerEnumType(SubjectKind, { name: 'SubjectKind' });

/** What can be imposed on a subject (product.md §3). */
export enum MeasureCode {
  remove_channel = 'remove_channel',
  disable_in_territory = 'disable_in_territory',
  label = 'label',
  suspend_account = 'suspend_account',
  terminate_account = 'terminate_account',
  bar_reregistration = 'bar_reregistration',
  remove_followers = 'remove_followers',
  revoke_invites = 'revoke_invites',
}
registerEnumType(MeasureCode, { name: 'MeasureCode' });

/** One restriction that a decision may impose, and whether it can be taken back. */
@ObjectType('Measure')
@Entity('measure')
export class Measure {
  @Field(() => MeasureCode)
  @PrimaryColumn('text')
  code!: MeasureCode;

  /** False = a second person must agree before it is ordered. */
  @Field(() => Boolean)
  @Column('boolean')
  reversible!: boolean;

  @Field(() => [SubjectKind])
  @Column('text', { name: 'applies_to', array: true })
  appliesTo!: SubjectKind[];

  @Column('integer')
  position!: number;
}
