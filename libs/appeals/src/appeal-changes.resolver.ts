import { Args, ID, Resolver, Subscription } from '@nestjs/graphql';
import { Acting } from '@mizan/foundation/acting.decorator.js';
import type { ActingPerson } from '@mizan/foundation/acting.js';
import { EventFeed } from '@mizan/foundation/event-feed.js';
import { holds, Requires } from '@mizan/foundation/permissions.js';
import { SessionsService } from '@mizan/identity/sessions.service.js';
import { AppealReadsService } from './appeal-reads.service.js';
import { Appeal } from './appeal.entity.js';
import { APPEAL_CHANGED } from './appeals.events.js';

/** One appeal as it changes; silent while it lies where the person may not see it. */
@Resolver(() => Appeal)
@Requires('appeal.read')
export class AppealChangesResolver {
  constructor(
    private readonly feed: EventFeed,
    private readonly sessions: SessionsService,
    private readonly reads: AppealReadsService,
  ) {}

  @Subscription(() => Appeal)
  async *appealChanged(
    @Acting() person: ActingPerson,
    @Args('appealId', { type: () => ID }) appealId: string,
  ): AsyncGenerator<{ appealChanged: Appeal }> {
    const { id } = await this.reads.get(person, appealId);
    let acting: ActingPerson | null = person;
    const events = this.feed.subscribe({
      topics: [APPEAL_CHANGED],
      alive: async () => {
        acting = await this.sessions.recheck(person.sessionId);
        return acting !== null && holds(acting.roles, 'appeal.read');
      },
      allows: async ({ payload }) => payload['appealId'] === id,
    });
    for await (const _event of events) {
      const appeal = acting && (await this.reads.byIds(acting, [id])).get(id);
      if (appeal) yield { appealChanged: appeal };
    }
  }
}
