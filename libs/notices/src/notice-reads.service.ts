import { Injectable } from '@nestjs/common';
import { DataSource, type SelectQueryBuilder } from 'typeorm';
import { z } from 'zod';
import { ViewLog } from '@mizan/audit/view-log.service.js';
import { QueueAccessService } from '@mizan/cases/queue-access.service.js';
import type { ActingPerson } from '@mizan/foundation/acting.js';
import { rows } from '@mizan/foundation/database.js';
import { notFound } from '@mizan/foundation/errors.js';
import { isId } from '@mizan/foundation/ids.js';
import { pageOf, type PageInfo } from '@mizan/foundation/page-info.js';
import { decodeCursor, encodeCursor, pageSize } from '@mizan/foundation/pagination.js';
import { holds } from '@mizan/foundation/permissions.js';
import { PersonalText } from '@mizan/foundation/personal-text.js';
import { REVEALING_KINDS } from './notice-kinds.js';
import { Notice, type NoticeKindCode, type NoticeStateCode } from './notice.entity.js';
import type { About } from './notices.service.js';

/** Most notices beside one subject, case or appeal. */
const LIST = 100;
const SECRETS = z.array(z.string());

export interface NoticeFilter {
  readonly state?: readonly NoticeStateCode[] | null;
  readonly kind?: readonly NoticeKindCode[] | null;
  readonly platformId?: string | null;
  readonly subjectId?: string | null;
  readonly caseId?: string | null;
}

export interface NoticeWords {
  readonly subjectLine: string;
  readonly body: string;
}

/**
 * Notices as people of the desk see them: also of cases in queues that they do not work, as they were told to somebody
 * outside, but never of reserved ones, nor of those kinds that would say who stands in the protected register.
 */
@Injectable()
export class NoticeReadsService {
  constructor(
    private readonly source: DataSource,
    private readonly access: QueueAccessService,
    private readonly personal: PersonalText,
    private readonly views: ViewLog,
  ) {}

  /** Newest first. Throws INVALID_INPUT for a page or cursor that is none. */
  async list(
    person: ActingPerson,
    filter: NoticeFilter,
    first?: number | null,
    after?: string | null,
  ): Promise<{ nodes: Notice[]; pageInfo: PageInfo }> {
    const size = pageSize(first);
    const [before] = decodeCursor(after, 1) ?? [];
    const query = (await this.visible(person)).limit(size + 1);
    if (filter.state?.length) query.andWhere('n.state in (:...states)', { states: filter.state });
    if (filter.kind?.length) query.andWhere('n.kind in (:...kinds)', { kinds: filter.kind });
    if (filter.platformId) query.andWhere('n.platformId = :platformId', { platformId: filter.platformId });
    if (filter.caseId) query.andWhere('n.caseId = :caseId', { caseId: filter.caseId });
    if (filter.subjectId)
      query.andWhere('n.subjectId in (select subject_family(subject_root(:subjectId)))', {
        subjectId: filter.subjectId,
      });
    if (before !== undefined) query.andWhere('n.id < :before', { before });
    return pageOf(await query.getMany(), size, (notice) => encodeCursor([notice.id]));
  }

  /** Throws NOT_FOUND, also for what may not be seen. */
  async get(person: ActingPerson, id: string): Promise<Notice> {
    const found = isId(id) ? await (await this.visible(person)).andWhere('n.id = :id', { id }).getOne() : null;
    if (!found) throw notFound('notice');
    return found;
  }

  /** Of one thing, newest first. */
  async about(person: ActingPerson, about: About): Promise<Notice[]> {
    return (await this.visible(person))
      .andWhere('n.aboutKind = :kind and n.aboutId = :aboutId', { kind: about.kind, aboutId: about.id })
      .limit(LIST)
      .getMany();
  }

  async ofCase(person: ActingPerson, caseId: string): Promise<Notice[]> {
    return (await this.visible(person)).andWhere('n.caseId = :caseId', { caseId }).limit(LIST).getMany();
  }

  async ofSubject(person: ActingPerson, subjectId: string): Promise<Notice[]> {
    return (await this.visible(person))
      .andWhere('n.subjectId in (select subject_family(subject_root(:subjectId)))', { subjectId })
      .limit(LIST)
      .getMany();
  }

  /** What it says, without reference and pass; null when it was erased. The view is recorded. */
  async words(person: ActingPerson, notice: Notice): Promise<NoticeWords | null> {
    const opened = await this.opened(notice);
    if (!opened) return null;
    await this.views.record(person.id, 'notice', notice.id, 'notice');
    const body = opened.secrets.reduce(
      (text, secret) => text.split(secret).join(secret.replace(/[^-]/g, 'x')),
      opened.body,
    );
    return { subjectLine: opened.subjectLine, body };
  }

  /** The same, whole, for whoever hands it over; the caller records that. */
  async opened(notice: Notice): Promise<(NoticeWords & { readonly secrets: readonly string[] }) | null> {
    const [sealed] = await rows<{ keyId: string; line: Buffer; body: Buffer; secrets: Buffer }>(
      this.source.manager,
      `select key_id as "keyId", sealed_subject_line as line, sealed_body as body, sealed_secrets as secrets from notice
       where id = $1 and sealed_body is not null`,
      [notice.id],
    );
    if (!sealed) return null;
    const { keyId } = sealed;
    const [subjectLine, body, secrets] = await this.personal.openMany(
      this.source.manager,
      [sealed.line, sealed.body, sealed.secrets].map((each) => ({ keyId, sealed: each })),
    );
    if (typeof subjectLine !== 'string' || typeof body !== 'string' || typeof secrets !== 'string') return null;
    return { subjectLine, body, secrets: SECRETS.parse(JSON.parse(secrets)) };
  }

  private async visible(person: ActingPerson): Promise<SelectQueryBuilder<Notice>> {
    const query = this.source.manager
      .createQueryBuilder(Notice, 'n')
      .where(
        `(n.caseId is null or exists (select from review_case c join queue q on q.id = c.queue_id
           where c.id = n.case_id and (q.kind <> 'child_safety' or q.id = any(:queues))))`,
        { queues: await this.access.visibleQueueIds(person) },
      )
      .andWhere('(n.subjectId is null or n.subjectId not in (select subjects_hidden_from(:person)))', {
        person: person.id,
      })
      .orderBy('n.id', 'DESC');
    if (!holds(person.roles, 'protection.reveal'))
      query.andWhere('n.kind not in (:...revealing)', { revealing: REVEALING_KINDS });
    return query;
  }
}
