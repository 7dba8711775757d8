import { Context, Parent, ResolveField, Resolver } from '@nestjs/graphql';
import { AuditEvent } from '@mizan/audit/audit-event.entity.js';
import { Requires } from '@mizan/foundation/permissions.js';
import { PeopleService } from './people.service.js';
import { Person } from './person.entity.js';

/** Names the person behind a row of the record, which itself keeps only the id. */
@Requires('audit.read')
@Resolver(() => AuditEvent)
export class AuditActorResolver {
  constructor(private readonly people: PeopleService) {}

  @ResolveField(() => Person, { nullable: true })
  actor(@Parent() event: AuditEvent, @Context() operation: object): Promise<Person | null> | null {
    return event.actorKind === 'person' ? this.people.loadMaybe(operation, event.actorId) : null;
  }
}
