import { Field, Float, ID, Int, ObjectType } from '@nestjs/graphql';
import { Column, Entity, PrimaryColumn } from 'typeorm';
import { JSONObject } from '@mizan/foundation/json-object.js';

export type ImportKind = 'telegram_export' | 'referral_batch';
export type ImportState = 'waiting' | 'running' | 'done' | 'failed';

const bytes = { to: (value: number) => value, from: (value: string) => Number(value) };

/** A file that is or was taken in. */
@ObjectType('Import')
@Entity('import')
export class Import {
  @Field(() => ID)
  @PrimaryColumn('uuid')
  id!: string;

  @Field(() => String)
  @Column('text')
  kind!: ImportKind;

  @Field(() => String)
  @Column('text', { name: 'file_name' })
  fileName!: string;

  /** Where the bytes are; null once they are gone. */
  @Column('text', { name: 'file_path', nullable: true })
  filePath!: string | null;

  @Field(() => Float)
  @Column('bigint', { name: 'byte_size', transformer: bytes })
  byteSize!: number;

  @Column('uuid', { name: 'platform_id', nullable: true })
  platformId!: string | null;

  @Column('uuid', { name: 'source_id', nullable: true })
  sourceId!: string | null;

  /** IANA time zone in which local times without one are read. */
  @Column('text', { nullable: true })
  zone!: string | null;

  @Column('uuid', { name: 'policy_id', nullable: true })
  policyId!: string | null;

  @Field(() => String)
  @Column('text')
  state!: ImportState;

  @Field(() => Float)
  @Column('bigint', { name: 'bytes_done', transformer: bytes })
  bytesDone!: number;

  /** Lines of a batch, messages of an export. */
  @Field(() => Int)
  @Column('integer', { name: 'row_count' })
  rowCount!: number;

  @Field(() => Int)
  @Column('integer', { name: 'accepted_count' })
  acceptedCount!: number;

  @Field(() => Int)
  @Column('integer', { name: 'repeated_count' })
  repeatedCount!: number;

  @Field(() => Int)
  @Column('integer', { name: 'refused_count' })
  refusedCount!: number;

  @Field(() => String, { nullable: true })
  @Column('text', { name: 'error_code', nullable: true })
  errorCode!: string | null;

  /** `{message, offset?, line?, column?}`. */
  @Field(() => JSONObject, { nullable: true })
  @Column('jsonb', { name: 'error_details', nullable: true })
  errorDetails!: Record<string, unknown> | null;

  /** `{subjects: [{subjectId, caseId}], chats, skippedChats, links, zoneAssumed}` of an export, `{cases}` of a batch. */
  @Field(() => JSONObject)
  @Column('jsonb')
  result!: Record<string, unknown>;

  @Column('uuid', { name: 'created_by', nullable: true })
  createdById!: string | null;

  @Field(() => Date)
  @Column('timestamptz', { name: 'created_at' })
  createdAt!: Date;

  @Column('timestamptz', { name: 'started_at', nullable: true })
  startedAt!: Date | null;

  @Field(() => Date, { nullable: true })
  @Column('timestamptz', { name: 'finished_at', nullable: true })
  finishedAt!: Date | null;
}
