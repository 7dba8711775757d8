import { Field, Float, ID, Int, ObjectType, registerEnumType } from '@nestjs/graphql';
import { Column, Entity, PrimaryColumn } from 'typeorm';

/** What kind of thing was kept. */
export enum EvidenceKind {
  message = 'message',
  file_hash = 'file_hash',
  screenshot = 'screenshot',
  note = 'note',
  media = 'media',
}
registerEnumType(EvidenceKind, { name: 'EvidenceKind' });

/** What is known of a file; the bytes are not here, and never loaded from the outside. */
@ObjectType('MediaDescriptor')
export class MediaDescriptor {
  /** `photo`, `video_file`, `voice_message`, `poll`, … as the platform calls it. */
  @Field(() => String)
  kind!: string;

  @Field(() => String, { nullable: true })
  mimeType?: string | null;

  @Field(() => Float, { nullable: true })
  bytes?: number | null;

  @Field(() => Float, { nullable: true })
  durationSeconds?: number | null;

  @Field(() => Int, { nullable: true })
  width?: number | null;

  @Field(() => Int, { nullable: true })
  height?: number | null;

  /** Lower-case hexadecimal, as the source gave it. */
  @Field(() => String, { nullable: true })
  hash?: string | null;

  /** File name, a poll's words, or why the file is missing. */
  @Field(() => String, { nullable: true })
  note?: string | null;
}

/** A message, file hash, screenshot or note about a subject, kept as it was received. */
@ObjectType('Evidence')
@Entity('evidence')
export class Evidence {
  @Field(() => ID)
  @PrimaryColumn('uuid')
  id!: string;

  @Column('uuid', { name: 'platform_id' })
  platformId!: string;

  @Column('uuid', { name: 'subject_id' })
  subjectId!: string;

  @Column('uuid', { name: 'flag_id', nullable: true })
  flagId!: string | null;

  @Field(() => EvidenceKind)
  @Column('text')
  kind!: EvidenceKind;

  /** The platform's id of it, e.g. the number of the message; unique for the subject and kind. */
  @Field(() => String, { nullable: true })
  @Column('text', { name: 'external_ref', nullable: true })
  externalRef!: string | null;

  @Field(() => String, { nullable: true })
  @Column('text', { nullable: true })
  author!: string | null;

  @Field(() => String, { nullable: true })
  @Column('text', { nullable: true })
  text!: string | null;

  /** ISO 639-1, when the source said it. */
  @Field(() => String, { nullable: true })
  @Column('text', { nullable: true })
  language!: string | null;

  @Field(() => Date, { nullable: true })
  @Column('timestamptz', { name: 'sent_at', nullable: true })
  sentAt!: Date | null;

  /** Wall-clock text of sources that give no zone; `sentAt` then rests on the zone said at import. */
  @Column('text', { name: 'sent_at_local', nullable: true })
  sentAtLocal!: string | null;

  @Field(() => Boolean)
  @Column('boolean', { name: 'zone_assumed' })
  zoneAssumed!: boolean;

  @Field(() => MediaDescriptor, { nullable: true })
  @Column('jsonb', { nullable: true })
  media!: MediaDescriptor | null;

  @Column('bytea', { name: 'blob_sha256', nullable: true })
  blobSha256!: Buffer | null;

  /** SHA-256 over author, text, time and media as received: a decision cites this, so a change would show. */
  @Column('bytea', { name: 'content_hash' })
  contentHash!: Buffer;

  @Field(() => Date)
  @Column('timestamptz', { name: 'received_at' })
  receivedAt!: Date;
}
