import { Injectable } from '@nestjs/common';
import { DataSource, type EntityManager } from 'typeorm';
import { rows } from '@mizan/foundation/database.js';
import { notFound } from '@mizan/foundation/errors.js';
import { ROLES } from '@mizan/foundation/permissions.js';
import {
  maySeeCases,
  maySeeQueue,
  mayWork,
  type AccessPerson,
  type AccessQueue,
  type AccessRow,
} from './queue-access-rules.js';

/** A change of access holds in every process after this long, ms. */
const ACCESS_MAX_AGE_MS = 1_000;

interface AccessTable {
  readonly at: number;
  readonly queues: readonly (AccessQueue & { readonly twoPerson: boolean })[];
  readonly access: readonly AccessRow[];
}

/** Which queues a person may work and see; asked before every case is shown or touched. */
@Injectable()
export class QueueAccessService {
  private table: AccessTable | null = null;

  constructor(private readonly dataSource: DataSource) {}

  /** Queues whose cases the person may see; put into the WHERE of every list. */
  async visibleQueueIds(person: AccessPerson, manager?: EntityManager): Promise<string[]> {
    const { queues, access } = await this.load(manager);
    return queues.filter((queue) => maySeeCases(queue, person, access)).map((queue) => queue.id);
  }

  async workableQueueIds(person: AccessPerson, manager?: EntityManager): Promise<string[]> {
    const { queues, access } = await this.load(manager);
    return queues.filter((queue) => queue.active && mayWork(queue, person, access)).map((queue) => queue.id);
  }

  /** Queues that the person may know of, their settings and counts. */
  async knownQueueIds(person: AccessPerson): Promise<string[]> {
    const { queues, access } = await this.load();
    return queues.filter((queue) => maySeeQueue(queue, person, access)).map((queue) => queue.id);
  }

  /** Throws NOT_FOUND, as for a case that does not exist, when the person may not see this queue's cases. */
  async mustSee(person: AccessPerson, queueId: string, manager?: EntityManager): Promise<void> {
    if (!(await this.visibleQueueIds(person, manager)).includes(queueId)) throw notFound('case');
  }

  /** Throws NOT_FOUND when the person may not take cases from this queue. */
  async mustWork(person: AccessPerson, queueId: string, manager?: EntityManager): Promise<void> {
    if (!(await this.workableQueueIds(person, manager)).includes(queueId)) throw notFound('case');
  }

  /** The same for somebody who is not acting, e.g. to be assigned a case; roles as the database knows them. */
  async mayWorkByRoles(
    personId: string,
    roles: readonly string[],
    queueId: string,
    manager?: EntityManager,
  ): Promise<boolean> {
    const known = ROLES.filter((role) => roles.includes(role));
    return (await this.workableQueueIds({ id: personId, roles: known }, manager)).includes(queueId);
  }

  /** After a change made by this process. */
  forget(): void {
    this.table = null;
  }

  private async load(manager: EntityManager = this.dataSource.manager): Promise<AccessTable> {
    const now = performance.now();
    if (this.table && now - this.table.at < ACCESS_MAX_AGE_MS) return this.table;
    const queues = await rows<AccessTable['queues'][number]>(
      manager,
      'select id, kind, active, two_person as "twoPerson" from queue order by position, id',
    );
    const access = await rows<AccessRow>(
      manager,
      'select queue_id as "queueId", role, person_id as "personId" from queue_access',
    );
    this.table = { at: now, queues, access };
    return this.table;
  }
}
