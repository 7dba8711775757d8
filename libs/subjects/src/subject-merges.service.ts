import { Injectable } from '@nestjs/common';
import { DataSource, type EntityManager } from 'typeorm';
import { AuditService } from '@mizan/audit/audit.service.js';
import { mustHold, type ActingPerson } from '@mizan/foundation/acting.js';
import { rows } from '@mizan/foundation/database.js';
import { notFound } from '@mizan/foundation/errors.js';
import { once } from '@mizan/foundation/idempotency.js';
import { mergeEntry, splitEntry, writeMerge } from './subject-merge-statements.js';
import { SPLITTABLE_DAYS, SubjectMerge } from './subject-merge.entity.js';
import { SubjectAccessService } from './subject-access.service.js';
import { Subject } from './subject.entity.js';
import { notMergeable, notSplittable, staleSubject } from './subjects.errors.js';

/** Two subjects found to be one, and taken apart again. */
@Injectable()
export class SubjectMergesService {
  constructor(
    private readonly dataSource: DataSource,
    private readonly audit: AuditService,
    private readonly access: SubjectAccessService,
  ) {}

  /**
   * Makes `from` be read as `into`; answers the id of the subject that remains. What is open for `from` joins `into` by
   * the event. Throws NOT_FOUND, STALE_VERSION (field), NOT_MERGEABLE.
   */
  merge(
    person: ActingPerson,
    key: string,
    input: { fromId: string; intoId: string; fromVersion: number; intoVersion: number },
  ): Promise<string> {
    mustHold(person, 'subject.merge');
    return once(this.dataSource, person, 'mergeSubjects', key, input, async (manager) => {
      if (input.fromId === input.intoId) throw notMergeable('same');
      const found = await lockBoth(manager, [input.fromId, input.intoId]);
      for (const id of found.keys()) await this.access.mustSee(person, id, manager);
      const from = found.get(input.fromId);
      const into = found.get(input.intoId);
      if (!from || !into) throw notFound('subject');
      if (from.version !== input.fromVersion) throw staleSubject('fromVersion', from.version);
      if (into.version !== input.intoVersion) throw staleSubject('intoVersion', into.version);
      if (from.platformId !== into.platformId) throw notMergeable('other_platform');
      if (from.mergedInto !== null || into.mergedInto !== null) throw notMergeable('already_merged');
      if (from.nativeId !== null && into.nativeId !== null) throw notMergeable('two_native_ids');
      const mergeId = await writeMerge(manager, person, from.id, into.id);
      await this.audit.record(manager, person, mergeEntry(mergeId, from.id, into.id));
      return into.id;
    });
  }

  /** Takes a merge back within SPLITTABLE_DAYS; answers the id of the subject that stands alone again. Throws NOT_FOUND, NOT_SPLITTABLE. */
  split(person: ActingPerson, key: string, mergeId: string): Promise<string> {
    mustHold(person, 'subject.merge');
    return once(this.dataSource, person, 'splitSubject', key, { mergeId }, async (manager) => {
      const merge = await manager.findOne(SubjectMerge, {
        where: { id: mergeId },
        lock: { mode: 'pessimistic_write' },
      });
      if (!merge || (await this.access.hidden(person, [merge.fromSubjectId], manager)).size > 0)
        throw notFound('merge');
      if (merge.splitAt !== null) throw notSplittable('already_split');
      const done = await rows<{ late: boolean; split: boolean }>(
        manager,
        `with late as (select $2::timestamptz < clock_timestamp() - make_interval(days => $3) as late),
         apart as (
           update subject set merged_into = null, version = version + 1, updated_at = clock_timestamp()
           from late where subject.id = $4 and merged_into = $5 and not late.late returning subject.id),
         marked as (update subject_merge set split_by = $6, split_at = clock_timestamp() where id = $1 and exists (select from apart))
         select late, exists (select from apart) as split from late`,
        [merge.id, merge.mergedAt, SPLITTABLE_DAYS, merge.fromSubjectId, merge.intoSubjectId, person.id],
      );
      if (done[0]?.late) throw notSplittable('too_late');
      if (!done[0]?.split) throw notSplittable('merged_further');
      await this.audit.record(manager, person, splitEntry(merge.id, merge.fromSubjectId, merge.intoSubjectId));
      return merge.fromSubjectId;
    });
  }

  /** Merges into a subject, newest first, also those that were split. */
  into(subjectId: string): Promise<SubjectMerge[]> {
    return this.dataSource.manager.find(SubjectMerge, {
      where: { intoSubjectId: subjectId },
      order: { mergedAt: 'DESC' },
      take: 100,
    });
  }
}

async function lockBoth(manager: EntityManager, ids: readonly string[]): Promise<Map<string, Subject>> {
  const found = await manager
    .createQueryBuilder(Subject, 's')
    .where('s.id = any(:ids)', { ids: [...ids] })
    .orderBy('s.id')
    .setLock('pessimistic_write')
    .getMany();
  return new Map(found.map((subject) => [subject.id, subject]));
}
