import { Injectable } from '@nestjs/common';
import { DataSource, In } from 'typeorm';
import type { ActingPerson } from '@mizan/foundation/acting.js';
import { rows } from '@mizan/foundation/database.js';
import { DeskSettings } from '@mizan/foundation/desk-settings.service.js';
import { notFound } from '@mizan/foundation/errors.js';
import { grouped } from './grouped.js';
import { hereSeconds } from './lease-rules.js';
import { QueueAccess } from './queue-access.entity.js';
import { QueueAccessService } from './queue-access.service.js';
import { QueueCount } from './queue-count.entity.js';
import { Queue } from './queue.entity.js';

/** Reading queues. */
@Injectable()
export class QueuesService {
  constructor(
    private readonly dataSource: DataSource,
    private readonly access: QueueAccessService,
    private readonly settings: DeskSettings,
  ) {}

  /** Queues that the person may know of, in order of position. */
  async list(person: ActingPerson): Promise<Queue[]> {
    const ids = await this.access.knownQueueIds(person);
    return this.dataSource.manager.find(Queue, { where: { id: In(ids) }, order: { position: 'ASC', id: 'ASC' } });
  }

  /** Throws NOT_FOUND. */
  async get(person: ActingPerson, id: string): Promise<Queue> {
    const known = (await this.access.knownQueueIds(person)).includes(id);
    const queue = known ? await this.dataSource.manager.findOneBy(Queue, { id }) : null;
    if (!queue) throw notFound('queue');
    return queue;
  }

  async byIds(ids: readonly string[]): Promise<Map<string, Queue>> {
    const found = await this.dataSource.manager.findBy(Queue, { id: In([...ids]) });
    return new Map(found.map((queue) => [queue.id, queue]));
  }

  async accessOf(queueIds: readonly string[]): Promise<Map<string, QueueAccess[]>> {
    const found = await this.dataSource.manager.find(QueueAccess, {
      where: { queueId: In([...queueIds]) },
      order: { role: 'ASC', id: 'ASC' },
    });
    return grouped(found, (row) => row.queueId);
  }

  async countsOf(queueIds: readonly string[]): Promise<Map<string, QueueCount>> {
    const found = await this.dataSource.manager.findBy(QueueCount, { queueId: In([...queueIds]) });
    return new Map(found.map((count) => [count.queueId, count]));
  }

  /** Who is looking at a case of the queue now, by person id. */
  async peopleIn(queueIds: readonly string[]): Promise<Map<string, string[]>> {
    const found = await rows<{ queueId: string; personId: string }>(
      this.dataSource.manager,
      `select distinct c.queue_id as "queueId", p.person_id as "personId"
       from presence p join review_case c on c.id = p.case_id
       where p.seen_at > clock_timestamp() - make_interval(secs => $2) and c.queue_id = any($1::uuid[])`,
      [queueIds, hereSeconds(await this.settings.get('heartbeat_seconds'))],
    );
    const lists = grouped(found, (row) => row.queueId);
    return new Map([...lists].map(([queueId, list]) => [queueId, list.map((row) => row.personId)]));
  }
}
