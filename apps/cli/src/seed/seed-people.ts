import type { DataSource, EntityManager } from 'typeorm';
import type { ActingPerson } from '@mizan/foundation/acting.js';
import { inTransaction, rows } from '@mizan/foundation/database.js';
import type { FirstAdministratorService } from '@mizan/identity/first-administrator.service.js';
import type { PeopleService } from '@mizan/identity/people.service.js';
import type { RolesService } from '@mizan/identity/roles.service.js';
import { SAMPLE_PEOPLE, type SamplePerson } from './sample-people.js';

interface Parts {
  readonly dataSource: DataSource;
  readonly firstAdministrator: FirstAdministratorService;
  readonly people: PeopleService;
  readonly roles: RolesService;
  readonly passwordOf: (email: string) => string;
}

/**
 * Makes the first administrator and everybody who is no administrator, as far as they are not there yet. Answers who
 * acts for the rest of the sample.
 */
export async function seedPeople(parts: Parts): Promise<ActingPerson> {
  const [first, ...others] = SAMPLE_PEOPLE;
  if (!first) throw new Error('the sample has no people');
  const administrator = await inTransaction(parts.dataSource, (manager) => firstAdministrator(parts, first, manager));
  for (const person of others) {
    if (person.role !== 'administrator') await seedPerson(parts, administrator, person);
  }
  return administrator;
}

/** Comes last: from the second administrator on, roles and policies need two people. */
export async function seedFurtherAdministrators(parts: Parts, administrator: ActingPerson): Promise<void> {
  for (const person of SAMPLE_PEOPLE.slice(1)) {
    if (person.role === 'administrator') await seedPerson(parts, administrator, person);
  }
}

async function seedPerson(parts: Parts, administrator: ActingPerson, person: SamplePerson): Promise<void> {
  await inTransaction(parts.dataSource, async (manager) => {
    const { email, name, role } = person;
    if (await idOf(manager, email)) return;
    const id = await parts.people.create(administrator, { email, name, password: parts.passwordOf(email) }, manager);
    await parts.roles.grant(administrator, id, role, manager);
  });
}

async function firstAdministrator(parts: Parts, person: SamplePerson, manager: EntityManager): Promise<ActingPerson> {
  const { email, name } = person;
  const known = await idOf(manager, email);
  return acting(
    known ??
      (await parts.firstAdministrator.appoint({ email, name, password: parts.passwordOf(email) }, 'sample', manager)),
  );
}

async function idOf(manager: EntityManager, email: string): Promise<string | null> {
  const found = await rows<{ id: string }>(manager, 'select id from person where email = $1', [email]);
  return found[0]?.id ?? null;
}

function acting(id: string): ActingPerson {
  return { kind: 'person', id, roles: ['administrator'], sessionId: id, secondFactorAt: null };
}
