import type { DataSource } from 'typeorm';
import type { ActingPerson } from '@mizan/foundation/acting.js';
import { inTransaction, rows } from '@mizan/foundation/database.js';
import type { Role } from '@mizan/foundation/permissions.js';
import type { RegisterService } from '@mizan/protection/register.service.js';
import type { RevealsService } from '@mizan/protection/reveals.service.js';
import type { VerificationService } from '@mizan/protection/verification.service.js';

interface Parts {
  readonly dataSource: DataSource;
  readonly register: RegisterService;
  readonly reveals: RevealsService;
  readonly verification: VerificationService;
}

interface KnownAccount {
  readonly platformId: string;
  readonly nativeKey: string;
  readonly title: string;
  readonly handle: string | null;
}

/** Accounts of the sandbox's network that belong to people who follow channels for work. */
const SAMPLE = [
  { prefix: 'desk\\_', class: 'journalist', basis: 'journalistic', verified: 6, declared: 2 },
  { prefix: 'field\\_', class: 'researcher', basis: 'academic_research', verified: 4, declared: 2 },
] as const;

/** Declares some of the network's journalists and researchers and has two people verify most of them; once. */
export async function seedRegister(parts: Parts): Promise<number> {
  const [senior, supervisor] = [
    await personOf(parts.dataSource, 'senior_moderator'),
    await personOf(parts.dataSource, 'supervisor'),
  ];
  const [there] = await rows<{ there: boolean }>(
    parts.dataSource.manager,
    'select exists (select from protected_person) as there',
  );
  if (there?.there || !senior || !supervisor) return 0;
  let made = 0;
  for (const { prefix, class: who, basis, verified, declared } of SAMPLE) {
    const accounts = await accountsOf(parts.dataSource, prefix, verified + declared);
    for (const [place, account] of accounts.entries()) {
      const id = await inTransaction(parts.dataSource, (manager) =>
        parts.register.declare(manager, senior, {
          class: who,
          basis,
          details: {
            name: account.title,
            organisation: account.title.split(' · ')[1] ?? '',
            contact: `${account.handle ?? 'desk'}@press.example`,
            note: '',
            declaration: null,
          },
          identifiers: [
            { platformId: account.platformId, kind: 'account', value: account.nativeKey, subjectKind: 'account' },
          ],
        }),
      );
      if (place < verified) await verify(parts, id, [senior, supervisor]);
      made += 1;
    }
  }
  return made;
}

async function verify(parts: Parts, id: string, people: readonly ActingPerson[]): Promise<void> {
  for (const [place, person] of people.entries()) {
    await inTransaction(parts.dataSource, async (manager) => {
      await parts.reveals.record(manager, person, { entryId: id, reason: 'verify', caseId: null });
      await parts.verification.verify(manager, person, {
        id,
        version: place + 1,
        method: 'published_work',
        expiresAt: null,
      });
    });
  }
}

async function accountsOf(source: DataSource, prefix: string, limit: number): Promise<KnownAccount[]> {
  return rows(
    source.manager,
    `select s.platform_id as "platformId", k.value_normalised as "nativeKey", coalesce(s.title, '') as title, s.handle
     from subject s join subject_key k on k.subject_id = s.id and k.kind = 'native_id' and k.valid_to is null
     where s.kind = 'account' and s.handle like $1 || '%' and s.merged_into is null order by s.handle limit $2`,
    [prefix, limit],
  );
}

async function personOf(source: DataSource, role: Role): Promise<ActingPerson | null> {
  const [row] = await rows<{ id: string }>(
    source.manager,
    `select p.id from person p join person_role r on r.person_id = p.id where r.role = $1 order by p.email limit 1`,
    [role],
  );
  return row ? { kind: 'person', id: row.id, roles: [role], sessionId: row.id, secondFactorAt: null } : null;
}
