import { Injectable } from '@nestjs/common';
import { DataSource, type EntityManager } from 'typeorm';
import { AuditService } from '@mizan/audit/audit.service.js';
import { mustHold, type ActingPerson } from '@mizan/foundation/acting.js';
import { rows } from '@mizan/foundation/database.js';
import { ROLES, type Role } from '@mizan/foundation/permissions.js';
import type { SecondFactorNeed } from './second-factor-rules.js';

export interface RoleNeed {
  readonly role: Role;
  readonly required: SecondFactorNeed;
}

/** Which roles need a second factor. */
@Injectable()
export class SecondFactorNeedsService {
  constructor(
    private readonly source: DataSource,
    private readonly audit: AuditService,
  ) {}

  /** One for each role, in the order of the roles. */
  async list(): Promise<RoleNeed[]> {
    const found = await rows<RoleNeed>(this.source.manager, 'select role, required from role_second_factor');
    return ROLES.map((role) => found.find((row) => row.role === role) ?? { role, required: 'never' });
  }

  /** Holds from the next request of everybody: who has none set up is asked to before anything else. */
  async change(manager: EntityManager, person: ActingPerson, need: RoleNeed): Promise<void> {
    mustHold(person, 'setting.manage');
    await manager.query('update role_second_factor set required = $2 where role = $1', [need.role, need.required]);
    await this.audit.record(manager, person, {
      kind: 'setting.changed',
      target: { kind: 'setting', id: null },
      details: { code: `second_factor.${need.role}`, to: need.required },
    });
  }
}
