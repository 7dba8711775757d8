import { Injectable } from '@nestjs/common';
import { OperationLoader } from '@mizan/foundation/operation-loader.js';
import type { QueueAccess } from './queue-access.entity.js';
import type { QueueCount } from './queue-count.entity.js';
import type { Queue } from './queue.entity.js';
import { QueuesService } from './queues.service.js';
import type { RoutingRule } from './routing-rule.entity.js';
import { RoutingService } from './routing.service.js';

/** What hangs on queues, each once in an operation. */
@Injectable()
export class QueuesLoaders {
  readonly queues: OperationLoader<Queue>;
  readonly access: OperationLoader<QueueAccess[]>;
  readonly counts: OperationLoader<QueueCount>;
  /** Ids of who is looking at a case of the queue. */
  readonly people: OperationLoader<string[]>;

  readonly rules: OperationLoader<RoutingRule>;

  constructor(service: QueuesService, routing: RoutingService) {
    this.rules = new OperationLoader(async () => new Map((await routing.rules()).map((rule) => [rule.id, rule])));
    this.queues = new OperationLoader((ids) => service.byIds(ids));
    this.access = new OperationLoader((ids) => service.accessOf(ids));
    this.counts = new OperationLoader((ids) => service.countsOf(ids));
    this.people = new OperationLoader((ids) => service.peopleIn(ids));
  }
}
