import { Args, ID, Resolver, Subscription } from '@nestjs/graphql';
import { Acting } from '@mizan/foundation/acting.decorator.js';
import type { ActingPerson } from '@mizan/foundation/acting.js';
import { EventFeed } from '@mizan/foundation/event-feed.js';
import { holds, Requires } from '@mizan/foundation/permissions.js';
import { SessionsService } from '@mizan/identity/sessions.service.js';
import { Import } from './import.entity.js';
import { ImportsService } from './imports.service.js';
import { IMPORT_CHANGED } from './intake.events.js';

/** One import as it is received, worked through, done or failed. How far it is in between is asked for. */
@Requires('flag.import')
@Resolver(() => Import)
export class ImportChangesResolver {
  constructor(
    private readonly feed: EventFeed,
    private readonly sessions: SessionsService,
    private readonly service: ImportsService,
  ) {}

  @Subscription(() => Import)
  async *importChanged(
    @Acting() person: ActingPerson,
    @Args('id', { type: () => ID }) id: string,
  ): AsyncGenerator<{ importChanged: Import }> {
    const events = this.feed.subscribe({
      topics: [IMPORT_CHANGED],
      alive: async () => {
        const acting = await this.sessions.recheck(person.sessionId);
        return acting !== null && holds(acting.roles, 'flag.import');
      },
      allows: async (event) => event.payload['importId'] === id,
    });
    for await (const _event of events) yield { importChanged: await this.service.get(id) };
  }
}
