import { Injectable } from '@nestjs/common';
import { DataSource, type EntityManager } from 'typeorm';
import { rows } from '@mizan/foundation/database.js';
import { notFound } from '@mizan/foundation/errors.js';
import { isId } from '@mizan/foundation/ids.js';

/** Which subjects are reserved for a circle of people (child safety); for all others they do not exist. */
@Injectable()
export class SubjectAccessService {
  constructor(private readonly dataSource: DataSource) {}

  /** Throws NOT_FOUND, as for a subject that does not exist. */
  async mustSee(
    person: { readonly id: string },
    subjectId: string,
    manager: EntityManager = this.dataSource.manager,
  ): Promise<void> {
    if (!isId(subjectId) || (await this.hidden(person, [subjectId], manager)).has(subjectId)) throw notFound('subject');
  }

  /** Those of the subjects that the person may not see; null asks for nobody in particular: all that are reserved. */
  async hidden(
    person: { readonly id: string } | null,
    subjectIds: readonly string[],
    manager: EntityManager = this.dataSource.manager,
  ): Promise<ReadonlySet<string>> {
    if (subjectIds.length === 0) return new Set();
    const found = await rows<{ id: string }>(
      manager,
      'select id from unnest($1::uuid[]) as asked(id) where subject_hidden(id, $2)',
      [[...new Set(subjectIds)], person?.id ?? null],
    );
    return new Set(found.map((row) => row.id));
  }

  /** Of these subjects those that are reserved, and for which circle (the latest): its queue takes what comes in. */
  async circlesOf(manager: EntityManager, subjectIds: readonly string[]): Promise<ReadonlyMap<string, string>> {
    const found = await rows<{ subjectId: string; circleId: string }>(
      manager,
      `select distinct on (subject_id) subject_id as "subjectId", circle_id as "circleId" from subject_reserve
       where subject_id = any($1::uuid[]) order by subject_id, reserved_at desc`,
      [subjectIds],
    );
    return new Map(found.map((row) => [row.subjectId, row.circleId]));
  }
}
