import { Injectable, type OnModuleInit } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import { z } from 'zod';
import { AuditService } from '@mizan/audit/audit.service.js';
import type { ActingPerson } from '@mizan/foundation/acting.js';
import { rows } from '@mizan/foundation/database.js';
import { AppError, notFound } from '@mizan/foundation/errors.js';
import { isId } from '@mizan/foundation/ids.js';
import { ROLES, type Role } from '@mizan/foundation/permissions.js';
import { ChangesService } from './changes.service.js';
import { PERSON_ROLES_CHANGED } from './identity.events.js';
import { PeopleService } from './people.service.js';

const GRANT = z.object({ personId: z.string(), role: z.enum(ROLES) });

/** Who may do what: roles are given by two people and taken by one. */
@Injectable()
export class RolesService implements OnModuleInit {
  constructor(
    private readonly audit: AuditService,
    private readonly people: PeopleService,
    private readonly changes: ChangesService,
  ) {}

  onModuleInit(): void {
    this.changes.onApproved('role_grant', async (manager, { payload, proposedBy, approver }) => {
      const { personId, role } = GRANT.parse(payload);
      await this.mustBeActive(personId, manager);
      await this.give(approver, { personId, role, grantedBy: proposedBy, approvedBy: approver.id }, manager);
    });
  }

  /**
   * Gives a role, or proposes it: a second person has to agree unless there is only one administrator (settled 16).
   * Answers the proposal's id, or null when the role was given (or was held already).
   */
  async grant(actor: ActingPerson, personId: string, role: Role, manager: EntityManager): Promise<string | null> {
    await this.mustBeActive(personId, manager);
    if (await this.holdsRole(personId, role, manager)) return null;
    if ((await this.people.administrators(manager)) > 1) {
      return this.changes.propose(actor, 'role_grant', { personId, role }, manager);
    }
    await this.give(actor, { personId, role, grantedBy: actor.id, approvedBy: null }, manager);
    return null;
  }

  /** Takes a role at once. Codes NOT_FOUND, LAST_ADMINISTRATOR. */
  async revoke(actor: ActingPerson, personId: string, role: Role, manager: EntityManager): Promise<void> {
    await this.people.administrators(manager);
    const gone = await rows(manager, 'delete from person_role where person_id = $1 and role = $2 returning role', [
      personId,
      role,
    ]);
    if (gone.length === 0) throw notFound('role');
    if (role === 'administrator') await this.people.mustLeaveAdministrator(manager);
    await this.changed(actor, 'role.revoked', personId, role, manager);
  }

  private async give(
    actor: ActingPerson,
    grant: { personId: string; role: Role; grantedBy: string; approvedBy: string | null },
    manager: EntityManager,
  ): Promise<void> {
    await manager.query(
      `insert into person_role (person_id, role, granted_by, approved_by) values ($1, $2, $3, $4) on conflict do nothing`,
      [grant.personId, grant.role, grant.grantedBy, grant.approvedBy],
    );
    await this.changed(actor, 'role.granted', grant.personId, grant.role, manager);
  }

  private async changed(
    actor: ActingPerson,
    kind: string,
    personId: string,
    role: Role,
    manager: EntityManager,
  ): Promise<void> {
    await manager.query('update person set version = version + 1 where id = $1', [personId]);
    await this.audit.record(manager, actor, {
      kind,
      target: { kind: 'person', id: personId },
      details: { role },
      events: [{ topic: PERSON_ROLES_CHANGED, payload: { personId } }],
    });
  }

  private async holdsRole(personId: string, role: Role, manager: EntityManager): Promise<boolean> {
    const found = await rows(manager, 'select role from person_role where person_id = $1 and role = $2', [
      personId,
      role,
    ]);
    return found.length > 0;
  }

  private async mustBeActive(personId: string, manager: EntityManager): Promise<void> {
    const found = isId(personId)
      ? await rows<{ status: string }>(manager, 'select status from person where id = $1 for update', [personId])
      : [];
    if (!found[0]) throw notFound('person');
    if (found[0].status !== 'active') throw new AppError('PERSON_DISABLED', 'conflict', 'This person is disabled.');
  }
}
