import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import { AuditService, type AuditDetails } from '@mizan/audit/audit.service.js';
import type { Actor } from '@mizan/foundation/acting.js';
import { rows } from '@mizan/foundation/database.js';
import { notFound } from '@mizan/foundation/errors.js';
import { isId } from '@mizan/foundation/ids.js';
import { groupClosed } from './second-look.errors.js';
import { groupEvent, SECOND_LOOK_CHANGED } from './second-look.events.js';

export interface LockedGroup {
  readonly id: string;
  readonly state: 'open' | 'sampled' | 'decided' | 'closed';
  readonly version: number;
}

/** The row of a group of second looks: locked by whoever changes it, audited, told to the screens. */
@Injectable()
export class SecondLookGroupService {
  constructor(private readonly audit: AuditService) {}

  /** Throws NOT_FOUND. */
  async lock(manager: EntityManager, id: string): Promise<LockedGroup> {
    const [found] = isId(id)
      ? await rows<LockedGroup>(
          manager,
          'select id, state, version from second_look_group where id = $1 for no key update',
          [id],
        )
      : [];
    if (!found) throw notFound('second_look_group');
    return found;
  }

  /** Throws NOT_FOUND, GROUP_CLOSED. */
  async lockOpen(manager: EntityManager, id: string): Promise<LockedGroup> {
    const group = await this.lock(manager, id);
    if (group.state === 'closed') throw groupClosed();
    return group;
  }

  /** Writes the new state (the same one is fine) with its audit row. */
  async change(
    manager: EntityManager,
    actor: Actor,
    group: LockedGroup,
    state: LockedGroup['state'],
    what: string,
    details: AuditDetails = {},
  ): Promise<void> {
    await manager.query(
      `update second_look_group set state = $2, version = version + 1,
         closed_at = case when $2 = 'closed' then clock_timestamp() end where id = $1`,
      [group.id, state],
    );
    await this.note(manager, actor, group.id, what, { ...details, state });
  }

  /** Writes down that something happened in the group. */
  async note(
    manager: EntityManager,
    actor: Actor,
    groupId: string,
    what: string,
    details: AuditDetails = {},
  ): Promise<void> {
    await this.audit.record(manager, actor, {
      kind: `second_look.${what}`,
      target: { kind: 'second_look_group', id: groupId },
      details,
      events: [groupEvent(SECOND_LOOK_CHANGED, groupId)],
    });
  }
}
