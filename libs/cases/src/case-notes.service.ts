import { Injectable } from '@nestjs/common';
import { DataSource, type EntityManager } from 'typeorm';
import { AuditService } from '@mizan/audit/audit.service.js';
import type { ActingPerson } from '@mizan/foundation/acting.js';
import { rows } from '@mizan/foundation/database.js';
import { invalid, notFound } from '@mizan/foundation/errors.js';
import { newId } from '@mizan/foundation/ids.js';
import { grouped } from './grouped.js';
import { CaseNote } from './case-note.entity.js';
import { lockCases } from './case-steps.js';
import { QueueAccessService } from './queue-access.service.js';
import { stepEntry } from './leases.service.js';

const MAX_NOTE = 10_000;

/** Words on a case, for whoever works on it next. */
@Injectable()
export class CaseNotesService {
  constructor(
    private readonly dataSource: DataSource,
    private readonly access: QueueAccessService,
    private readonly audit: AuditService,
  ) {}

  /** Answers the id of the note. Throws NOT_FOUND, INVALID_INPUT (field `text`). */
  async add(manager: EntityManager, person: ActingPerson, caseId: string, text: string): Promise<string> {
    const words = text.trim();
    if (words.length < 1 || words.length > MAX_NOTE) {
      throw invalid('text', `A note has 1 to ${MAX_NOTE} characters.`, { max: MAX_NOTE });
    }
    const [found] = await lockCases(manager, [caseId]);
    if (!found) throw notFound('case');
    await this.access.mustSee(person, found.queueId, manager);
    const id = newId();
    await this.write(manager, person, [caseId], words, id);
    await this.audit.record(manager, person, stepEntry(person, 'noted', found, { noteId: id }));
    return id;
  }

  /** Keeps the reason of a step with its cases; the step itself is audited by whoever took it. */
  async write(
    manager: EntityManager,
    person: Pick<ActingPerson, 'id'>,
    caseIds: readonly string[],
    words: string,
    id: string | null = null,
  ): Promise<void> {
    await manager.query(
      `insert into case_note (id, case_id, author_id, text)
       select coalesce($4::uuid, new_id()), case_id, $2, $3 from unnest($1::uuid[]) as case_id`,
      [caseIds, person.id, words, id],
    );
  }

  get(id: string): Promise<CaseNote> {
    return this.dataSource.manager.findOneByOrFail(CaseNote, { id });
  }

  /** Notes of many cases, oldest first, at most 200 of each. */
  async ofCases(caseIds: readonly string[]): Promise<Map<string, CaseNote[]>> {
    const found = await rows<CaseNote>(
      this.dataSource.manager,
      `select n.id, n.case_id as "caseId", n.author_id as "authorId", n.text, n.created_at as "createdAt"
       from unnest($1::uuid[]) c(id), lateral (
         select * from case_note where case_id = c.id order by created_at, id limit 200) n
       order by n.created_at, n.id`,
      [caseIds],
    );
    return grouped(found, (note) => note.caseId);
  }
}
