import { Injectable } from '@nestjs/common';
import { DataSource } from 'typeorm';
import { AuditService } from '@mizan/audit/audit.service.js';
import { mustHold, type ActingPerson } from '@mizan/foundation/acting.js';
import { invalid, notFound } from '@mizan/foundation/errors.js';
import { once } from '@mizan/foundation/idempotency.js';
import { newId } from '@mizan/foundation/ids.js';
import type { Note } from './note.entity.js';
import { SubjectNote } from './subject-note.entity.js';
import { SubjectAccessService } from './subject-access.service.js';
import { Subject } from './subject.entity.js';
import { subjectEvent } from './subjects.events.js';

/** Longest note, in characters. */
const MAX_LENGTH = 10_000;

/** Notes that follow a subject across its cases. */
@Injectable()
export class SubjectNotesService {
  constructor(
    private readonly dataSource: DataSource,
    private readonly audit: AuditService,
    private readonly access: SubjectAccessService,
  ) {}

  /** Throws INVALID_INPUT (field `text`), NOT_FOUND. `key` is the idempotency key. */
  async add(person: ActingPerson, key: string, subjectId: string, text: string): Promise<Note> {
    mustHold(person, 'subject.note');
    const words = text.trim();
    if (words.length === 0 || words.length > MAX_LENGTH)
      throw invalid('text', `A note has 1 to ${MAX_LENGTH} characters.`);
    const id = await once(
      this.dataSource,
      person,
      'addSubjectNote',
      key,
      { subjectId, text: words },
      async (manager) => {
        await this.access.mustSee(person, subjectId, manager);
        if (!(await manager.existsBy(Subject, { id: subjectId }))) throw notFound('subject');
        const noteId = newId();
        await manager.insert(SubjectNote, { id: noteId, subjectId, authorId: person.id, text: words });
        await this.audit.record(manager, person, {
          kind: 'subject.noted',
          target: { kind: 'subject', id: subjectId },
          subjectId,
          details: { noteId },
          events: [subjectEvent('noted', subjectId)],
        });
        return noteId;
      },
    );
    return this.dataSource.manager.findOneByOrFail(SubjectNote, { id });
  }

  /** Notes on a subject and on all that were merged into it, newest first. */
  list(subjectId: string): Promise<Note[]> {
    return this.dataSource.manager
      .createQueryBuilder(SubjectNote, 'note')
      .where('note.subjectId in (select subject_family(:subjectId))', { subjectId })
      .orderBy('note.createdAt', 'DESC')
      .limit(200)
      .getMany();
  }
}
