import { Field, ID, Int, ObjectType, registerEnumType } from '@nestjs/graphql';
import { Column, Entity, PrimaryColumn, type ValueTransformer } from 'typeorm';

export enum NoticeKindCode {
  statement_of_reasons = 'statement_of_reasons',
  appeal_received = 'appeal_received',
  appeal_question = 'appeal_question',
  appeal_reminder = 'appeal_reminder',
  appeal_upheld = 'appeal_upheld',
  appeal_partially_reversed = 'appeal_partially_reversed',
  appeal_reversed = 'appeal_reversed',
  appeal_omitted = 'appeal_omitted',
  flag_refused = 'flag_refused',
  registration_pass = 'registration_pass',
  media_reply_asked = 'media_reply_asked',
  restriction_lifted = 'restriction_lifted',
}
registerEnumType(NoticeKindCode, { name: 'NoticeKind' });

export enum NoticeStateCode {
  waiting = 'waiting',
  held = 'held',
  sending = 'sending',
  sent = 'sent',
  bounced = 'bounced',
  no_address = 'no_address',
  failed = 'failed',
}
registerEnumType(NoticeStateCode, { name: 'NoticeState' });

export enum NoticeChannel {
  connector = 'connector',
  email = 'email',
  by_hand = 'by_hand',
}
registerEnumType(NoticeChannel, { name: 'NoticeChannel' });

/** Languages that people outside are written to in. */
export enum NoticeLanguageCode {
  ar = 'ar',
  en = 'en',
  fr = 'fr',
  ru = 'ru',
  fa = 'fa',
  tr = 'tr',
}
registerEnumType(NoticeLanguageCode, { name: 'NoticeLanguage' });

/** Counted from 1; stays far below 2^53. */
const count: ValueTransformer = { to: (value: number) => value, from: (value: string) => Number(value) };

/** One thing that one person outside is told. Its words are sealed; see NoticeReadsService.words. */
@ObjectType('Notice')
@Entity('notice')
export class Notice {
  @Field(() => ID)
  @PrimaryColumn('uuid')
  id!: string;

  /** What people call it: 1, 2, 3 … */
  @Field(() => Int)
  @Column('bigint', { transformer: count })
  number!: number;

  @Field(() => NoticeKindCode)
  @Column('text')
  kind!: NoticeKindCode;

  @Field(() => String)
  @Column('text', { name: 'about_kind' })
  aboutKind!: string;

  @Field(() => ID)
  @Column('uuid', { name: 'about_id' })
  aboutId!: string;

  /** `subject`, `appeal`, `flag` or `person`. */
  @Field(() => String)
  @Column('text', { name: 'recipient_kind' })
  recipientKind!: string;

  @Field(() => ID)
  @Column('uuid', { name: 'recipient_id' })
  recipientId!: string;

  @Column('uuid', { name: 'platform_id' })
  platformId!: string;

  @Column('uuid', { name: 'subject_id', nullable: true })
  subjectId!: string | null;

  @Field(() => ID, { nullable: true })
  @Column('uuid', { name: 'case_id', nullable: true })
  caseId!: string | null;

  @Field(() => NoticeChannel)
  @Column('text')
  channel!: NoticeChannel;

  @Field(() => NoticeLanguageCode)
  @Column('text')
  language!: NoticeLanguageCode;

  /** Version of the wording it was written with; 0 = as shipped. */
  @Field(() => Int)
  @Column('integer', { name: 'template_version' })
  templateVersion!: number;

  @Column('uuid', { name: 'key_id', select: false })
  keyId!: string;

  @Column('bytea', { name: 'sealed_subject_line', nullable: true, select: false })
  sealedSubjectLine!: Buffer | null;

  @Column('bytea', { name: 'sealed_body', nullable: true, select: false })
  sealedBody!: Buffer | null;

  @Field(() => NoticeStateCode)
  @Column('text')
  state!: NoticeStateCode;

  /** When it is tried next, or its hold ends; only of meaning while it is on its way. */
  @Field(() => Date)
  @Column('timestamptz', { name: 'next_attempt_at' })
  nextAttemptAt!: Date;

  @Field(() => Int)
  @Column('integer')
  attempts!: number;

  /** Why it is where it is, e.g. `smtp_550`, `no_channel`; null when there is nothing to say. */
  @Field(() => String, { nullable: true })
  @Column('text', { name: 'outcome_code', nullable: true })
  outcomeCode!: string | null;

  @Field(() => Date)
  @Column('timestamptz', { name: 'queued_at' })
  queuedAt!: Date;

  @Field(() => Date, { nullable: true })
  @Column('timestamptz', { name: 'sent_at', nullable: true })
  sentAt!: Date | null;

  /** From when on the person knew; null = they do not know yet. */
  @Field(() => Date, { nullable: true })
  @Column('timestamptz', { name: 'informed_at', nullable: true })
  informedAt!: Date | null;

  /** When the one-time reference in it was used; it is shown to nobody here. */
  @Field(() => Date, { nullable: true })
  @Column('timestamptz', { name: 'reference_used_at', nullable: true })
  referenceUsedAt!: Date | null;

  @Field(() => Int)
  @Column('integer')
  version!: number;
}
