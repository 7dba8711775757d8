import { Injectable } from '@nestjs/common';
import { DataSource, type EntityManager } from 'typeorm';
import { AuditService } from '@mizan/audit/audit.service.js';
import type { ActingPerson } from '@mizan/foundation/acting.js';
import { rows } from '@mizan/foundation/database.js';
import type { NoticeKind, NoticeLanguage } from './notice-kinds.js';
import { staleWording, wrongWording } from './notices.errors.js';
import { SHIPPED_WORDINGS } from './shipped-wordings.js';
import { wordingFaults, type Wording } from './template-rules.js';

/** One version of a wording; version 0 is the one the desk was shipped with. */
export interface WordingVersion extends Wording {
  readonly kind: NoticeKind;
  readonly language: NoticeLanguage;
  readonly version: number;
  readonly writtenBy: string | null;
  readonly writtenAt: Date | null;
}

/** The words of notices: those shipped, and those that people wrote instead. Versions are only ever added. */
@Injectable()
export class WordingsService {
  constructor(
    private readonly source: DataSource,
    private readonly audit: AuditService,
  ) {}

  /** The version that is used now. */
  async current(
    kind: NoticeKind,
    language: NoticeLanguage,
    manager: EntityManager = this.source.manager,
  ): Promise<WordingVersion> {
    const [newest] = await this.versions(kind, language, manager);
    return newest ?? shipped(kind, language);
  }

  /** Newest first; the last is the shipped one. */
  async versions(
    kind: NoticeKind,
    language: NoticeLanguage,
    manager: EntityManager = this.source.manager,
  ): Promise<WordingVersion[]> {
    const written = await rows<WordingVersion>(
      manager,
      `select kind, language, version, subject_line as "subjectLine", body, written_by as "writtenBy", written_at as "writtenAt"
       from notice_template where kind = $1 and language = $2 order by version desc`,
      [kind, language],
    );
    return [...written, shipped(kind, language)];
  }

  /** Newest version number of every wording that somebody changed, as `kind language`. */
  async changed(): Promise<ReadonlyMap<string, { readonly version: number; readonly writtenAt: Date }>> {
    const found = await rows<{ key: string; version: number; writtenAt: Date }>(
      this.source.manager,
      `select distinct on (kind, language) kind || ' ' || language as key, version, written_at as "writtenAt"
       from notice_template order by kind, language, version desc`,
    );
    return new Map(found.map((row) => [row.key, row]));
  }

  /**
   * Adds a version; notices queued from now on use it. `basedOn` = the version that was read.
   * Throws INVALID_INPUT naming the field and the placeholder, STALE_VERSION.
   */
  async save(
    manager: EntityManager,
    person: ActingPerson,
    input: Wording & { readonly kind: NoticeKind; readonly language: NoticeLanguage; readonly basedOn: number },
  ): Promise<number> {
    const wrong = wrongWording(wordingFaults(input.kind, input));
    if (wrong) throw wrong;
    const [written] = await rows<{ id: string; version: number }>(
      manager,
      `insert into notice_template (kind, language, version, subject_line, body, written_by)
       select $1, $2, $3::int + 1, $4, $5, $6
       where coalesce((select max(version) from notice_template where kind = $1 and language = $2), 0) = $3::int
       on conflict (kind, language, version) do nothing returning id, version`,
      [input.kind, input.language, input.basedOn, input.subjectLine.trim(), input.body.trim(), person.id],
    );
    if (!written) throw staleWording((await this.current(input.kind, input.language, manager)).version);
    await this.audit.record(manager, person, {
      kind: 'notice_template.saved',
      target: { kind: 'notice_template', id: written.id },
      details: { kind: input.kind, language: input.language, version: written.version },
    });
    return written.version;
  }
}

function shipped(kind: NoticeKind, language: NoticeLanguage): WordingVersion {
  return { ...SHIPPED_WORDINGS[language][kind], kind, language, version: 0, writtenBy: null, writtenAt: null };
}
