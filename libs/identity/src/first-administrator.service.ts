import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import { AuditService } from '@mizan/audit/audit.service.js';
import { systemActor } from '@mizan/foundation/acting.js';
import { rows } from '@mizan/foundation/database.js';
import { AppError } from '@mizan/foundation/errors.js';
import { PasswordsService } from './passwords.service.js';
import { type NewPerson, PeopleService } from './people.service.js';

/** Nobody can appoint the first administrator, so the desk itself does, once, and says so in the record. */
@Injectable()
export class FirstAdministratorService {
  constructor(
    private readonly audit: AuditService,
    private readonly passwords: PasswordsService,
    private readonly people: PeopleService,
  ) {}

  /**
   * Makes the first administrator and answers their id; `part` is who does it, for the record. Throws
   * ADMINISTRATOR_EXISTS when there is an active one, INVALID_INPUT (`name`, `email`, `password`).
   */
  async appoint(person: NewPerson, part: string, manager: EntityManager): Promise<string> {
    if ((await this.people.administrators(manager)) > 0) {
      throw new AppError('ADMINISTRATOR_EXISTS', 'conflict', 'There is an administrator already; they add people.');
    }
    const { name, email } = this.people.checked(person);
    const hash = await this.passwords.hash(person.password, [name, email], 'password');
    const made = await rows<{ id: string }>(
      manager,
      'insert into person (name, email, password_hash) values ($1, $2, $3) returning id',
      [name, email, hash],
    );
    const id = made[0]?.id ?? '';
    await manager.query(`insert into person_role (person_id, role) values ($1, 'administrator')`, [id]);
    const target = { kind: 'person', id };
    await this.audit.recordMany(manager, systemActor(part), [
      { kind: 'person.created', target },
      { kind: 'role.granted', target, details: { role: 'administrator' } },
    ]);
    return id;
  }
}
