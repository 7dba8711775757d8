import { In, type DataSource, type EntityManager } from 'typeorm';
import { Queue, QueueKind } from '@mizan/cases/queue.entity.js';
import type { QueueSettingsService } from '@mizan/cases/queue-settings.service.js';
import { RoutingRule } from '@mizan/cases/routing-rule.entity.js';
import type { RoutingService } from '@mizan/cases/routing.service.js';
import type { ActingPerson } from '@mizan/foundation/acting.js';
import { inTransaction } from '@mizan/foundation/database.js';
import { Person } from '@mizan/identity/person.entity.js';
import { MeasureCode } from '@mizan/policies/measure.entity.js';
import { SAMPLE_QUEUES, SAMPLE_ROUTING, type SampleQueue } from './sample-queues.js';

/**
 * Makes the queues that are not there yet, with who may work them; those that every installation begins with are set up
 * as long as nobody has changed them.
 */
export async function seedQueues(
  dataSource: DataSource,
  settings: QueueSettingsService,
  administrator: ActingPerson,
): Promise<void> {
  for (const queue of SAMPLE_QUEUES) {
    await inTransaction(dataSource, async (manager) => {
      const there = await manager.findOneBy(Queue, { code: queue.code });
      if (there && there.version > 1) return;
      const { code, names, twoPerson } = queue;
      const queueId = await settings.save(manager, administrator, {
        id: there?.id ?? null,
        code,
        names,
        kind: QueueKind[queue.kind],
        twoPerson,
        hiddenMeasures: queue.hiddenMeasures.map((measure) => MeasureCode[measure]),
        escalationQueueId: queue.escalatesTo === null ? null : await idOfQueue(manager, queue.escalatesTo),
        active: true,
        version: there?.version ?? null,
      });
      await settings.setAccess(manager, administrator, queueId, queue.roles, await personIds(manager, queue));
    });
  }
}

/** Makes the routing rules that are not there yet. */
export async function seedRouting(
  dataSource: DataSource,
  routing: RoutingService,
  administrator: ActingPerson,
): Promise<void> {
  for (const { name, queue, categories, languages } of SAMPLE_ROUTING) {
    await inTransaction(dataSource, async (manager) => {
      if (await manager.existsBy(RoutingRule, { name })) return;
      await routing.save(manager, administrator, {
        id: null,
        name,
        conditions: { categories, languages },
        queueId: await idOfQueue(manager, queue),
        active: true,
        version: null,
      });
    });
  }
}

async function idOfQueue(manager: EntityManager, code: string): Promise<string> {
  return (await manager.findOneByOrFail(Queue, { code })).id;
}

async function personIds(manager: EntityManager, queue: SampleQueue): Promise<string[]> {
  const found = await manager.findBy(Person, { email: In([...queue.people]) });
  return found.map((person) => person.id);
}
