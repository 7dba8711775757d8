import { Injectable } from '@nestjs/common';
import { DataSource, In, type EntityManager } from 'typeorm';
import type { ActingPerson, Actor } from '@mizan/foundation/acting.js';
import { rows } from '@mizan/foundation/database.js';
import { notFound } from '@mizan/foundation/errors.js';
import { SubjectAccessService } from './subject-access.service.js';
import { SubjectFactsService, type SubjectFacts } from './subject-facts.service.js';
import { SubjectKey } from './subject-key.entity.js';
import {
  readReference,
  type KeyPlatform,
  type ReadReference,
  type ReferenceFault,
  type SubjectReference,
} from './subject-key-rules.js';
import type { SeenSubject } from './subject-match-rules.js';
import { SubjectName } from './subject-name.entity.js';
import { SubjectResolverService } from './subject-resolver.service.js';
import { Subject } from './subject.entity.js';

export { fold } from './fold-rules.js';
export { isReferenceFault } from './subject-key-rules.js';
export type { KeyPlatform, ReadReference, ReferenceFault, SubjectReference } from './subject-key-rules.js';
export type { SeenSubject } from './subject-match-rules.js';
export type { SubjectFacts } from './subject-facts.service.js';

/** What the other libs ask of subjects. */
@Injectable()
export class SubjectsService {
  constructor(
    private readonly dataSource: DataSource,
    private readonly resolver: SubjectResolverService,
    private readonly facts: SubjectFactsService,
    private readonly access: SubjectAccessService,
  ) {}

  /** How a subject is named on a platform of that kind; a fault names the field that was wrong. */
  read(platform: KeyPlatform, reference: SubjectReference): ReadReference | ReferenceFault {
    return readReference(platform, reference);
  }

  /** Ids of the subjects of a batch, in its order; see SubjectResolverService.resolve. */
  resolve(manager: EntityManager, actor: Actor, seen: readonly SeenSubject[]): Promise<string[]> {
    return this.resolver.resolve(manager, actor, seen);
  }

  /** Keeps what is said of subjects; see SubjectFactsService.describe. */
  describe(manager: EntityManager, actor: Actor, facts: readonly SubjectFacts[]): Promise<void> {
    return this.facts.describe(manager, actor, facts);
  }

  /** Titles that subjects had at times in the past. */
  addNames(
    manager: EntityManager,
    names: readonly { subjectId: string; title: string; seenAt: Date }[],
  ): Promise<void> {
    return this.facts.addNames(manager, names);
  }

  /** The subject as this person may see it, read through merges. Throws NOT_FOUND. */
  async getFor(person: ActingPerson, id: string): Promise<Subject> {
    await this.access.mustSee(person, id);
    return this.get(id);
  }

  /** The subject, read through merges. Throws NOT_FOUND. */
  async get(id: string, manager: EntityManager = this.dataSource.manager): Promise<Subject> {
    const subject = await manager.findOneBy(Subject, { id });
    if (!subject) throw notFound('subject');
    if (subject.mergedInto === null) return subject;
    const [root] = await rows<{ id: string }>(manager, 'select subject_root($1) as id', [id]);
    return manager.findOneByOrFail(Subject, { id: root?.id ?? id });
  }

  /** Subjects by id as they are, also those that were merged. */
  async findByIds(
    ids: readonly string[],
    manager: EntityManager = this.dataSource.manager,
  ): Promise<Map<string, Subject>> {
    const found = await manager.findBy(Subject, { id: In([...ids]) });
    return new Map(found.map((subject) => [subject.id, subject]));
  }

  /** Names of a subject and of all that were merged into it, newest first. */
  keys(id: string): Promise<SubjectKey[]> {
    return this.dataSource.manager
      .createQueryBuilder(SubjectKey, 'key')
      .where('key.subjectId in (select subject_family(:id))', { id })
      .orderBy('key.validTo', 'DESC', 'NULLS FIRST')
      .addOrderBy('key.validFrom', 'DESC')
      .limit(200)
      .getMany();
  }

  /** Titles of a subject and of all that were merged into it, newest first. */
  names(id: string): Promise<SubjectName[]> {
    return this.dataSource.manager
      .createQueryBuilder(SubjectName, 'name')
      .where('name.subjectId in (select subject_family(:id))', { id })
      .orderBy('name.seenAt', 'DESC')
      .limit(200)
      .getMany();
  }
}
