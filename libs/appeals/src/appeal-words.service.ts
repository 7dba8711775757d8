import { Injectable } from '@nestjs/common';
import { DataSource } from 'typeorm';
import { Blobs } from '@mizan/foundation/blobs/blobs.js';
import { Clock } from '@mizan/foundation/clock.js';
import { rows } from '@mizan/foundation/database.js';
import { OperationLoader } from '@mizan/foundation/operation-loader.js';
import { PersonalText } from '@mizan/foundation/personal-text.js';
import { readContact, type AppealContact } from './appeal-words-rules.js';

/** What a person wrote; null where it was erased. */
export interface OpenedWords {
  readonly reasons: string | null;
  readonly contact: AppealContact | null;
}

export interface OpenedMessage {
  readonly id: string;
  readonly fromPerson: boolean;
  readonly authorId: string | null;
  readonly text: string | null;
  readonly writtenAt: Date;
  readonly answerDueAt: Date | null;
  readonly answeredAt: Date | null;
}

export interface OpenedFile {
  readonly id: string;
  readonly name: string | null;
  readonly mediaType: string;
  readonly byteSize: number;
  readonly receivedAt: Date;
  readonly link: string;
}

interface Sealed {
  readonly appealId: string;
  readonly keyId: string;
}

/** Opens what belongs to appeals and lies sealed, once for all that an operation asks for. */
@Injectable()
export class AppealWordsService {
  readonly words: OperationLoader<OpenedWords>;
  readonly messages: OperationLoader<OpenedMessage[]>;
  readonly files: OperationLoader<OpenedFile[]>;

  constructor(
    private readonly source: DataSource,
    private readonly personal: PersonalText,
    private readonly blobs: Blobs,
    private readonly clock: Clock,
  ) {
    this.words = new OperationLoader((ids) => this.wordsOf(ids));
    this.messages = new OperationLoader((ids) => this.messagesOf(ids));
    this.files = new OperationLoader((ids) => this.filesOf(ids));
  }

  private async wordsOf(ids: readonly string[]): Promise<Map<string, OpenedWords>> {
    const found = await rows<Sealed & { reasons: Buffer | null; contact: Buffer | null }>(
      this.source.manager,
      `select id as "appealId", key_id as "keyId", sealed_reasons as reasons, sealed_contact as contact
       from appeal where id = any($1::uuid[])`,
      [ids],
    );
    const opened = await this.open(found.flatMap((row) => [of(row, row.reasons), of(row, row.contact)]));
    return new Map(
      found.map((row, index) => {
        const contact = opened[2 * index + 1] ?? null;
        return [
          row.appealId,
          { reasons: opened[2 * index] ?? null, contact: contact === null ? null : readContact(contact) },
        ];
      }),
    );
  }

  private async messagesOf(ids: readonly string[]): Promise<Map<string, OpenedMessage[]>> {
    const found = await rows<Sealed & OpenedMessage & { sealed: Buffer }>(
      this.source.manager,
      `select m.appeal_id as "appealId", a.key_id as "keyId", m.id, m.from_person as "fromPerson", m.author_id as "authorId",
         m.sealed_text as sealed, m.written_at as "writtenAt", m.answer_due_at as "answerDueAt", m.answered_at as "answeredAt"
       from appeal_message m join appeal a on a.id = m.appeal_id where a.id = any($1::uuid[]) order by m.written_at, m.id`,
      [ids],
    );
    const opened = await this.open(found.map((row) => of(row, row.sealed)));
    return grouped(found.map((row, index) => ({ ...row, text: opened[index] ?? null })));
  }

  private async filesOf(ids: readonly string[]): Promise<Map<string, OpenedFile[]>> {
    const found = await rows<Sealed & Omit<OpenedFile, 'link'> & { sealed: Buffer | null; sha256: string }>(
      this.source.manager,
      `select f.appeal_id as "appealId", a.key_id as "keyId", f.id, f.sealed_name as sealed, f.media_type as "mediaType",
         f.byte_size::float8 as "byteSize", f.received_at as "receivedAt", encode(f.blob_sha256, 'hex') as sha256
       from appeal_file f join appeal a on a.id = f.appeal_id where a.id = any($1::uuid[]) order by f.received_at, f.id`,
      [ids],
    );
    const opened = await this.open(found.map((row) => of(row, row.sealed)));
    const now = this.clock.now();
    return grouped(
      found.map((row, index) => ({ ...row, name: opened[index] ?? null, link: this.blobs.link(row.sha256, now) })),
    );
  }

  private async open(sealed: readonly { keyId: string; sealed: Buffer | null }[]): Promise<(string | null)[]> {
    const kept = sealed.flatMap(({ keyId, sealed: text }, place) => (text ? [{ keyId, sealed: text, place }] : []));
    if (kept.length === 0) return sealed.map(() => null);
    const opened = await this.personal.openMany(this.source.manager, kept);
    const byPlace = new Map(kept.map(({ place }, index) => [place, opened[index] ?? null]));
    return sealed.map((_, place) => byPlace.get(place) ?? null);
  }
}

function of(row: Sealed, sealed: Buffer | null): { keyId: string; sealed: Buffer | null } {
  return { keyId: row.keyId, sealed };
}

function grouped<Row extends { readonly appealId: string }>(list: readonly Row[]): Map<string, Row[]> {
  const lists = new Map<string, Row[]>();
  for (const row of list) lists.set(row.appealId, [...(lists.get(row.appealId) ?? []), row]);
  return lists;
}
