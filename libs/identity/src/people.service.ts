import { Injectable } from '@nestjs/common';
import DataLoader from 'dataloader';
import { DataSource, type EntityManager, In } from 'typeorm';
import { AuditService } from '@mizan/audit/audit.service.js';
import type { ActingPerson } from '@mizan/foundation/acting.js';
import { rows } from '@mizan/foundation/database.js';
import { invalid, notFound, violatedConstraint } from '@mizan/foundation/errors.js';
import { isId } from '@mizan/foundation/ids.js';
import { ChangesService } from './changes.service.js';
import { PERSON_DISABLED } from './identity.events.js';
import { lastAdministrator, personChanged } from './identity.errors.js';
import { PasswordsService } from './passwords.service.js';
import { Person, type PersonStatus } from './person.entity.js';
import { SessionsService } from './sessions.service.js';
import { StaffMember } from './staff-member.entity.js';

export interface NewPerson {
  readonly name: string;
  readonly email: string;
  readonly password: string;
}

/** One `@`, something before it, a dotted name after it: mail servers know the rest. */
const EMAIL = /^[^\s@]{1,64}@[^\s@]+\.[^\s@]{2,}$/;
const MAX_NAME = 120;

/** Taken by whatever changes who is administrator, so that two changes cannot leave nobody. */
const ADMINISTRATORS_LOCK = `select pg_advisory_xact_lock(hashtext('mizan:administrators'))`;

/** The people of the desk. */
@Injectable()
export class PeopleService {
  private readonly loaders = new WeakMap<object, DataLoader<string, Person | null>>();

  constructor(
    private readonly source: DataSource,
    private readonly audit: AuditService,
    private readonly passwords: PasswordsService,
    private readonly sessions: SessionsService,
    private readonly changes: ChangesService,
  ) {}

  /** One person of many that the same operation (its GraphQL context) asks for: one query for all. NOT_FOUND if unknown. */
  async load(operation: object, id: string): Promise<Person> {
    const loader = this.loaders.get(operation) ?? new DataLoader((ids: readonly string[]) => this.inOrder(ids));
    this.loaders.set(operation, loader);
    const person = await loader.load(id);
    if (!person) throw notFound('person');
    return person;
  }

  /** The same for a column that may be empty. */
  async loadMaybe(operation: object, id: string | null): Promise<Person | null> {
    return id === null ? null : this.load(operation, id);
  }

  async byId(id: string): Promise<Person> {
    const person = isId(id) ? await this.source.getRepository(Person).findOneBy({ id }) : null;
    if (!person) throw notFound('person');
    return person;
  }

  /** Active people by name, at most 1,000: for assigning. */
  async colleagues(): Promise<Person[]> {
    return this.source
      .getRepository(Person)
      .find({ where: { status: 'active' }, order: { name: 'ASC', id: 'ASC' }, take: 1_000 });
  }

  /** Everybody by name, at most 1,000; only `id` when given. */
  async staff(id: string | null = null): Promise<StaffMember[]> {
    return rows<StaffMember>(
      this.source.manager,
      `select p.id, p.name, p.email::text, p.status, p.version, p.created_at as "createdAt",
         p.totp_confirmed_at is not null as "secondFactor",
         array(select role from person_role r where r.person_id = p.id order by role) as roles,
         (select count(*)::int from session s where s.person_id = p.id and s.revoked_at is null
           and s.expires_at > clock_timestamp()) as "openSessions"
       from person p where $1::uuid is null or p.id = $1 order by p.name, p.id limit 1000`,
      [id],
    );
  }

  async staffMember(id: string): Promise<StaffMember> {
    const found = isId(id) ? await this.staff(id) : [];
    if (!found[0]) throw notFound('person');
    return found[0];
  }

  /** Name and address as they are kept. INVALID_INPUT names `name` or `email`. */
  checked(person: Pick<NewPerson, 'name' | 'email'>): { name: string; email: string } {
    const [name, email] = [person.name.trim(), person.email.trim()];
    if (name === '' || name.length > MAX_NAME) throw invalid('name', 'A name is needed.', { max: MAX_NAME });
    if (!EMAIL.test(email) || email.length > 254) throw invalid('email', 'This is no e-mail address.');
    return { name, email };
  }

  /** Adds a person without roles. INVALID_INPUT names `name`, `email` (`reason` taken) or `password`. */
  async create(actor: ActingPerson, person: NewPerson, manager: EntityManager): Promise<string> {
    const { name, email } = this.checked(person);
    const hash = await this.passwords.hash(person.password, [name, email], 'password');
    try {
      const made = await rows<{ id: string }>(
        manager,
        'insert into person (name, email, password_hash) values ($1, $2, $3) returning id',
        [name, email, hash],
      );
      const id = made[0]?.id ?? '';
      await this.audit.record(manager, actor, { kind: 'person.created', target: { kind: 'person', id } });
      return id;
    } catch (error) {
      if (violatedConstraint(error) !== 'person_email_unique') throw error;
      throw invalid('email', 'Somebody has this address already.', { reason: 'taken' });
    }
  }

  /**
   * Enables or disables. Disabling ends the sessions and open proposals in this transaction and tells the parts that
   * hold leases (event person.disabled). Codes NOT_FOUND, VERSION_CONFLICT, LAST_ADMINISTRATOR.
   */
  async setStatus(
    actor: ActingPerson,
    id: string,
    status: PersonStatus,
    version: number,
    manager: EntityManager,
  ): Promise<void> {
    if (!isId(id)) throw notFound('person');
    await manager.query(ADMINISTRATORS_LOCK);
    const found = await rows<{ version: number; status: PersonStatus }>(
      manager,
      'select version, status from person where id = $1 for update',
      [id],
    );
    if (!found[0]) throw notFound('person');
    if (found[0].version !== version) throw personChanged(found[0].version);
    if (found[0].status === status) return;
    await manager.query('update person set status = $2, version = version + 1 where id = $1', [id, status]);
    if (status === 'disabled') {
      await this.mustLeaveAdministrator(manager);
      await this.sessions.revokeAll(id, null, manager);
      await this.changes.lapseOf(id, manager);
    }
    await this.audit.record(manager, actor, {
      kind: status === 'disabled' ? 'person.disabled' : 'person.enabled',
      target: { kind: 'person', id },
      events: status === 'disabled' ? [{ topic: PERSON_DISABLED, payload: { personId: id } }] : [],
    });
  }

  /** LAST_ADMINISTRATOR when the change at hand leaves no active administrator. */
  async mustLeaveAdministrator(manager: EntityManager): Promise<void> {
    if ((await this.administrators(manager)) === 0) throw lastAdministrator();
  }

  /** Active administrators, counted under a lock that lasts to the end of the transaction. */
  async administrators(manager: EntityManager): Promise<number> {
    await manager.query(ADMINISTRATORS_LOCK);
    const counted = await rows<{ n: number }>(
      manager,
      `select count(*)::int as n from person_role r join person p on p.id = r.person_id
       where r.role = 'administrator' and p.status = 'active'`,
    );
    return counted[0]?.n ?? 0;
  }

  private async inOrder(ids: readonly string[]): Promise<(Person | null)[]> {
    const found = await this.source.getRepository(Person).findBy({ id: In([...ids]) });
    const byId = new Map(found.map((person) => [person.id, person]));
    return ids.map((id) => byId.get(id) ?? null);
  }
}
