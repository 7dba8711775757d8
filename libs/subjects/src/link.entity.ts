import { Field, Float, ID, ObjectType, registerEnumType } from '@nestjs/graphql';
import { Column, Entity, PrimaryColumn } from 'typeorm';

/** How two subjects hang together. */
export enum LinkKind {
  administers = 'administers',
  member_of = 'member_of',
  backup_of = 'backup_of',
  successor_of = 'successor_of',
  forwards_from = 'forwards_from',
  invites_to = 'invites_to',
  same_operator = 'same_operator',
  mirrors = 'mirrors',
}
registerEnumType(LinkKind, { name: 'LinkKind' });

/** A directed, dated, weighted edge between two subjects. */
@Entity('link')
export class SubjectLink {
  @PrimaryColumn('uuid')
  id!: string;

  /** Platform of the subject it starts from. */
  @Column('uuid', { name: 'platform_id' })
  platformId!: string;

  @Column('uuid', { name: 'from_subject_id' })
  fromSubjectId!: string;

  @Column('uuid', { name: 'to_subject_id' })
  toSubjectId!: string;

  @Column('text')
  kind!: LinkKind;

  /** Above 0; how often it was seen unless the source says otherwise. */
  @Column('double precision')
  weight!: number;

  /** Who said so: the code of a source, or `import`. */
  @Column('text')
  source!: string;

  @Column('timestamptz', { name: 'first_at' })
  firstAt!: Date;

  @Column('timestamptz', { name: 'last_at' })
  lastAt!: Date;
}

/** A link as one of its ends sees it. */
@ObjectType('Link')
export class LinkView {
  @Field(() => ID)
  id!: string;

  @Field(() => LinkKind)
  kind!: LinkKind;

  /** True when it starts at the subject that was asked. */
  @Field(() => Boolean)
  outgoing!: boolean;

  @Field(() => Float)
  weight!: number;

  @Field(() => Date)
  firstAt!: Date;

  @Field(() => Date)
  lastAt!: Date;

  @Field(() => String)
  source!: string;

  /** The subject at the other end. */
  otherId!: string;
}
