import { Injectable } from '@nestjs/common';
import type { ActingPerson } from '@mizan/foundation/acting.js';
import { EventFeed, type FeedEvent } from '@mizan/foundation/event-feed.js';
import { notFound } from '@mizan/foundation/errors.js';
import { holds } from '@mizan/foundation/permissions.js';
import { SessionsService } from '@mizan/identity/sessions.service.js';
import { CaseReadsService } from './case-reads.service.js';
import { CASE_CHANGED } from './cases.events.js';
import { QueueAccessService } from './queue-access.service.js';

/** Live changes of cases, each checked against right and queue access when it happens. */
@Injectable()
export class CaseWatchService {
  constructor(
    private readonly feed: EventFeed,
    private readonly sessions: SessionsService,
    private readonly access: QueueAccessService,
    private readonly reads: CaseReadsService,
  ) {}

  /** Cases that enter, leave or change in the queue. Throws NOT_FOUND. */
  async queue(person: ActingPerson, queueId: string): Promise<AsyncIterableIterator<FeedEvent>> {
    if (!(await this.access.visibleQueueIds(person)).includes(queueId)) throw notFound('queue');
    return this.watch(
      person,
      ({ payload }) => payload['queueId'] === queueId || payload['fromQueueId'] === queueId,
      () => queueId,
    );
  }

  /** What happens to one case; ends silently where it goes to a queue that the person may not see. Throws NOT_FOUND. */
  async case(person: ActingPerson, caseId: string): Promise<AsyncIterableIterator<FeedEvent>> {
    await this.reads.get(person, caseId);
    return this.watch(
      person,
      ({ payload }) => payload['caseId'] === caseId,
      ({ payload }) => payload['queueId'],
    );
  }

  private watch(
    person: ActingPerson,
    isAbout: (event: FeedEvent) => boolean,
    queueOf: (event: FeedEvent) => unknown,
  ): AsyncIterableIterator<FeedEvent> {
    let present = person;
    return this.feed.subscribe({
      topics: [CASE_CHANGED],
      alive: async () => {
        const checked = await this.sessions.recheck(person.sessionId);
        if (checked) present = checked;
        return checked !== null && holds(checked.roles, 'case.read');
      },
      allows: async (event) => {
        if (!isAbout(event)) return false;
        const visible: unknown[] = await this.access.visibleQueueIds(present);
        return visible.includes(queueOf(event));
      },
    });
  }
}
