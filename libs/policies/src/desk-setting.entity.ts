import { Field, Float, Int, ObjectType, registerEnumType } from '@nestjs/graphql';
import { Column, Entity, PrimaryColumn } from 'typeorm';

export enum SettingUnit {
  seconds = 'seconds',
  minutes = 'minutes',
  hours = 'hours',
  days = 'days',
  months = 'months',
  percent = 'percent',
  count = 'count',
}
registerEnumType(SettingUnit, { name: 'SettingUnit' });

const numeric = { to: (value: number) => value, from: (text: string) => Number(text) };

/** A number of the desk that people may change, and how far. */
@ObjectType('DeskSetting')
@Entity('desk_setting')
export class DeskSetting {
  /** Ends with its unit, e.g. `lease_seconds`. */
  @Field(() => String)
  @PrimaryColumn('text')
  code!: string;

  /** What it is about: `work`, `deciding`, `orders`, `appeals`, `protection`, `access`. */
  @Field(() => String)
  @Column('text')
  section!: string;

  @Field(() => SettingUnit)
  @Column('text')
  unit!: SettingUnit;

  @Field(() => Float)
  @Column('numeric', { transformer: numeric })
  value!: number;

  /** What it is on a fresh installation. */
  @Field(() => Float)
  @Column('numeric', { transformer: numeric })
  standard!: number;

  @Field(() => Float)
  @Column('numeric', { transformer: numeric })
  least!: number;

  @Field(() => Float)
  @Column('numeric', { transformer: numeric })
  most!: number;

  @Field(() => Boolean)
  @Column('boolean')
  whole!: boolean;

  @Column('integer')
  position!: number;

  @Field(() => Int)
  @Column('integer')
  version!: number;
}
