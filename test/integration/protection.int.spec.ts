import { AUDIT_ENTITIES } from '@mizan/audit/audit.module.js';
import { systemActor, type ActingPerson } from '@mizan/foundation/acting.js';
import { rows } from '@mizan/foundation/database.js';
import { AppError, violatedConstraint } from '@mizan/foundation/errors.js';
import { newId } from '@mizan/foundation/ids.js';
import type { Role } from '@mizan/foundation/permissions.js';
import { createPerson } from '@mizan/identity/identity.builders.js';
import { PLATFORMS_ENTITIES } from '@mizan/platforms/platforms.module.js';
import { createProtection } from '@mizan/protection/protection.builders.js';
import { PROTECTION_ENTITIES } from '@mizan/protection/protection.module.js';
import { SUBJECTS_ENTITIES } from '@mizan/subjects/subjects.module.js';
import type { SubjectReference } from '@mizan/subjects/subjects.service.js';
import { createTestDatabase, type TestDatabase } from '../support/database.js';
import { testConfig } from './identity-app.js';

let database: TestDatabase;
let desk: ReturnType<typeof createProtection>;
let platformId: string;
let lead: ActingPerson;
let second: ActingPerson;
let handler: ActingPerson;
let now = new Date();

const PROOF = { method: 'published_work', expiresAt: null } as const;
const identifier = (value: string, kind: 'account' | 'handle' = 'handle') => ({
  platformId,
  kind,
  value,
  subjectKind: null,
});
const entry = (...identifiers: ReturnType<typeof identifier>[]) => ({
  class: 'journalist',
  basis: null,
  details: {
    name: 'Layla Haddad',
    organisation: 'Al-Manara',
    contact: 'layla@almanara.example',
    note: '',
    declaration: null,
  },
  identifiers,
});
const declaration = {
  mediaServiceProvider: true,
  ownershipPublic: true,
  editoriallyIndependent: true,
  oversight: 'regulator' as const,
  memberStates: ['BE'],
  generatedContentReviewed: true,
  legalName: 'Al-Manara SA',
  email: 'desk@almanara.example',
  phone: '',
  oversightName: 'Vlaamse Regulator voor de Media',
  oversightContact: 'vrm@example.be',
};

beforeAll(async () => {
  database = await createTestDatabase({
    entities: [...AUDIT_ENTITIES, ...PLATFORMS_ENTITIES, ...SUBJECTS_ENTITIES, ...PROTECTION_ENTITIES],
  });
  desk = createProtection(database.dataSource, testConfig(database.url), { now: () => now });
  platformId = newId();
  await database.dataSource.query(
    `insert into platform (id, code, kind, name, connector) values ($1, 'tg', 'telegram', 'T', 'webhook')`,
    [platformId],
  );
  [lead, second, handler] = [
    await person('senior_moderator'),
    await person('supervisor'),
    await person('appeal_handler'),
  ];
});

afterAll(async () => {
  await database?.close();
});

async function person(...roles: Role[]): Promise<ActingPerson> {
  return (await createPerson(database.dataSource, { roles })).acting;
}

function transaction<T>(work: (manager: typeof database.dataSource.manager) => Promise<T>): Promise<T> {
  return database.dataSource.transaction(work);
}

/** The subject that the platform names so, made where it is not known. */
async function subject(reference: SubjectReference): Promise<string> {
  const read = desk.subjects.read('telegram', { kind: 'account', ...reference });
  if ('code' in read) throw new Error(read.message);
  const [id] = await transaction((manager) =>
    desk.subjects.resolve(manager, systemActor('test'), [{ platformId, ...read }]),
  );
  return id ?? '';
}

async function standing(...ids: string[]): Promise<(string | undefined)[]> {
  const found = await transaction((manager) => desk.protection.standing(manager, ids));
  return ids.map((id) => found.get(id));
}

async function version(id: string): Promise<number> {
  const [row] = await rows<{ version: number }>(
    database.dataSource.manager,
    'select version from protected_person where id = $1',
    [id],
  );
  return row?.version ?? 0;
}

async function verify(id: string, ...people: ActingPerson[]): Promise<void> {
  for (const verifier of people) {
    const at = await version(id);
    await transaction(async (manager) => {
      if (verifier !== handler)
        await desk.reveals.record(manager, verifier, { entryId: id, reason: 'verify', caseId: null });
      await desk.verification.verify(manager, verifier, { id, version: at, ...PROOF });
    });
  }
}

const declare = (by: ActingPerson, ...identifiers: ReturnType<typeof identifier>[]) =>
  transaction((manager) => desk.register.declare(manager, by, entry(...identifiers)));

const refusal = (work: Promise<unknown>) =>
  work.then(
    () => null,
    (error: unknown) =>
      error instanceof AppError ? { code: error.code, ...error.details } : (violatedConstraint(error) ?? error),
  );

describe('what the register says of a subject', () => {
  it('is nothing for somebody unknown, may_be once declared, protected once two people verified', async () => {
    const id = await subject({ nativeId: '101', handle: 'layla_one' });
    const stranger = await subject({ nativeId: '102', handle: 'stranger' });
    expect(await standing(id, stranger)).toEqual([undefined, undefined]);
    const entryId = await declare(handler, identifier('101', 'account'));
    expect(await standing(id, stranger)).toEqual(['may_be', undefined]);
    await verify(entryId, handler);
    expect(await standing(id)).toEqual(['may_be']);
    await verify(entryId, lead);
    expect(await standing(id, stranger)).toEqual(['protected', undefined]);
  });

  it('holds for somebody who becomes known only after they were verified, and by every spelling of their name', async () => {
    const entryId = await declare(lead, identifier('https://t.me/Nour_Reports'));
    await verify(entryId, lead, second);
    const id = await subject({ handle: '@nour_reports' });
    expect(await standing(id)).toEqual(['protected']);
  });

  it('stays with the person when their handle goes to somebody else, who only may be them', async () => {
    const entryId = await declare(lead, identifier('omar_writes'));
    await verify(entryId, lead, second);
    const omar = await subject({ nativeId: '201', handle: 'omar_writes' });
    expect(await standing(omar)).toEqual(['protected']);
    await subject({ nativeId: '201', handle: 'omar_elsewhere' });
    const squatter = await subject({ nativeId: '202', handle: 'omar_writes' });
    expect(squatter).not.toBe(omar);
    expect(await standing(omar, squatter)).toEqual(['protected', 'may_be']);
  });

  it('is read through merges, and by the database function that its triggers ask', async () => {
    const entryId = await declare(lead, identifier('301', 'account'));
    await verify(entryId, lead, second);
    const known = await subject({ nativeId: '301' });
    const alias = await subject({ handle: 'hidden_alias' });
    await database.dataSource.query('update subject set merged_into = $2 where id = $1', [alias, known]);
    expect(await standing(alias)).toEqual(['protected']);
    const [asked] = await rows<{ one: boolean; other: boolean; none: boolean }>(
      database.dataSource.manager,
      'select subject_is_protected($1) as one, subject_is_protected($2) as other, subject_is_protected($3) as none',
      [alias, known, newId()],
    );
    expect(asked).toEqual({ one: true, other: true, none: false });
  });

  it('never says more than may_be of a handle without its platform', async () => {
    const entryId = await declare(lead, { ...identifier('any_where'), platformId: null as unknown as string });
    await verify(entryId, lead, second);
    expect(await standing(await subject({ handle: 'any_where' }))).toEqual(['may_be']);
  });

  it('is asked in a few statements however many subjects are asked for', async () => {
    const ids = await Promise.all(['401', '402', '403'].map((nativeId) => subject({ nativeId })));
    await declare(lead, identifier('402', 'account'));
    expect(await standing(...ids, newId())).toEqual([undefined, 'may_be', undefined, undefined]);
  });

  it('ends when the entry is revoked', async () => {
    const id = await subject({ nativeId: '501' });
    const entryId = await declare(lead, identifier('501', 'account'));
    await verify(entryId, lead, second);
    expect(await standing(id)).toEqual(['protected']);
    const at = await version(entryId);
    await transaction((manager) =>
      desk.register.revoke(manager, second, { id: entryId, version: at, reason: 'no_longer_in_the_role' }),
    );
    expect(await standing(id)).toEqual([undefined]);
  });
});

describe('an entry that another part proposes', () => {
  const propose = (subjectId: string) =>
    transaction((manager) =>
      desk.protection.proposeEntry(manager, handler, {
        subjectId,
        class: 'researcher',
        basis: 'academic_research',
        foundBy: 'appeal',
      }),
    );

  it('is there once however often it is proposed, also at the same time, and makes the subject one that may be protected', async () => {
    const id = await subject({ nativeId: '601', handle: 'dr_amal' });
    const [one, other] = await Promise.all([propose(id), propose(id)]);
    expect(one).toBe(other);
    expect(await propose(id)).toBe(one);
    expect(await standing(id)).toEqual(['may_be']);
  });

  it('is the entry that is there already', async () => {
    const id = await subject({ nativeId: '602' });
    const entryId = await declare(lead, identifier('602', 'account'));
    expect(await propose(id)).toBe(entryId);
  });

  it('holds a subject of which no name is known', async () => {
    const id = newId();
    await database.dataSource.query(`insert into subject (id, platform_id, kind) values ($1, $2, 'account')`, [
      id,
      platformId,
    ]);
    const entryId = await propose(id);
    expect(await standing(id)).toEqual(['may_be']);
    await verify(entryId, lead, second);
    expect(await standing(id)).toEqual(['protected']);
  });
});

describe('declared media', () => {
  const media = (id: string) => transaction((manager) => desk.protection.isDeclaredMedia(manager, [id]));

  it('are those whose whole declaration two people verified', async () => {
    const id = await subject({ nativeId: '701' });
    const input = entry(identifier('701', 'account'));
    const entryId = await transaction((manager) =>
      desk.register.declare(manager, lead, { ...input, details: { ...input.details, declaration } }),
    );
    expect((await media(id)).has(id)).toBe(false);
    await verify(entryId, lead, second);
    expect((await media(id)).has(id)).toBe(true);
  });

  it('are not those who are protected without a declaration, nor those who wrote one after they were verified', async () => {
    const id = await subject({ nativeId: '702' });
    const input = entry(identifier('702', 'account'));
    const entryId = await declare(lead, identifier('702', 'account'));
    await verify(entryId, lead, second);
    expect((await media(id)).size).toBe(0);
    const at = await version(entryId);
    await transaction((manager) =>
      desk.register.amend(manager, lead, {
        ...input,
        details: { ...input.details, declaration },
        identifiers: [],
        removedIdentifierIds: [],
        id: entryId,
        version: at,
      }),
    );
    expect((await media(id)).size).toBe(0);
    await verify(entryId, lead, second);
    expect((await media(id)).size).toBe(1);
  });

  it('name every element that is missing, by its field', async () => {
    const input = entry(identifier('703', 'account'));
    const broken = { ...declaration, editoriallyIndependent: false, oversightContact: '' };
    const refused = await refusal(
      transaction((manager) =>
        desk.register.declare(manager, lead, { ...input, details: { ...input.details, declaration: broken } }),
      ),
    );
    expect(refused).toMatchObject({
      code: 'INVALID_INPUT',
      fields: ['declaration.editoriallyIndependent', 'declaration.oversightContact'],
    });
  });
});

describe('verification', () => {
  it('is not done by one person twice, whatever way they try', async () => {
    const entryId = await declare(lead, identifier('801', 'account'));
    await verify(entryId, lead);
    expect(await refusal(verify(entryId, lead))).toMatchObject({ code: 'NOT_VERIFIABLE', reason: 'already_by_you' });
    const { dataSource } = database;
    expect(
      await refusal(
        dataSource.query(
          `insert into protected_verification (protected_person_id, term, content_no, verifier_id, method)
           select protected_person_id, term, content_no, verifier_id, method from protected_verification where protected_person_id = $1`,
          [entryId],
        ),
      ),
    ).toBe('protected_verification_once');
    expect(
      await refusal(
        dataSource.query(
          `update protected_person set state = 'verified', term = 1, verified_content_no = 1, verified_at = clock_timestamp() where id = $1`,
          [entryId],
        ),
      ),
    ).toBe('protected_person_two_verifiers');
  });

  it('by two people at the same time counts once: the other is asked to look again', async () => {
    const entryId = await declare(handler, identifier('802', 'account'));
    const at = await version(entryId);
    for (const who of [lead, second])
      await transaction((manager) => desk.reveals.record(manager, who, { entryId, reason: 'verify', caseId: null }));
    const answers = await Promise.all(
      [lead, second].map((who) =>
        refusal(
          transaction((manager) => desk.verification.verify(manager, who, { id: entryId, version: at, ...PROOF })),
        ),
      ),
    );
    expect(answers).toContainEqual(null);
    expect(answers).toContainEqual(expect.objectContaining({ code: 'STALE_VERSION' }));
  });

  it('needs to have seen who it is, and starts anew when the content changes', async () => {
    const entryId = await declare(handler, identifier('803', 'account'));
    const blind = transaction(async (manager) =>
      desk.verification.verify(manager, lead, { id: entryId, version: 1, ...PROOF }),
    );
    expect(await refusal(blind)).toMatchObject({ code: 'NOT_VERIFIABLE', reason: 'not_seen' });
    await verify(entryId, handler);
    const at = await version(entryId);
    await transaction((manager) =>
      desk.register.amend(manager, handler, {
        ...entry(identifier('804', 'account')),
        removedIdentifierIds: [],
        id: entryId,
        version: at,
      }),
    );
    await verify(entryId, lead);
    const [row] = await rows(database.dataSource.manager, 'select state from protected_person where id = $1', [
      entryId,
    ]);
    expect(row).toEqual({ state: 'declared' });
  });

  it('leaves a name that was added later at may_be until two people verified it as well', async () => {
    const [first, added] = [await subject({ nativeId: '811' }), await subject({ nativeId: '812' })];
    const entryId = await declare(lead, identifier('811', 'account'));
    await verify(entryId, lead, second);
    const at = await version(entryId);
    await transaction((manager) =>
      desk.register.amend(manager, lead, {
        ...entry(identifier('812', 'account')),
        removedIdentifierIds: [],
        id: entryId,
        version: at,
      }),
    );
    expect(await standing(first, added)).toEqual(['protected', 'may_be']);
    await verify(entryId, lead, second);
    expect(await standing(first, added)).toEqual(['protected', 'protected']);
  });

  it('lasts twelve months at most', async () => {
    const entryId = await declare(lead, identifier('805', 'account'));
    const late = new Date(now.getTime() + 367 * 86_400_000);
    const refused = transaction((manager) =>
      desk.verification.verify(manager, lead, { id: entryId, version: 1, ...PROOF, expiresAt: late }),
    );
    expect(await refusal(refused)).toMatchObject({ code: 'INVALID_INPUT', field: 'expiresAt' });
    expect(
      await refusal(
        database.dataSource.query('update protected_person set expires_at = $2 where id = $1', [entryId, late]),
      ),
    ).toBe('protected_person_expiry');
  });
});

describe('the end of a term', () => {
  async function due(entryId: string, kind: string): Promise<void> {
    await database.dataSource.query(
      'update protected_step set due_at = clock_timestamp() where protected_person_id = $1 and kind = $2 and dropped_at is null',
      [entryId, kind],
    );
    const steps = await rows<{ id: string }>(
      database.dataSource.manager,
      'select id from protected_step where protected_person_id = $1 and kind = $2',
      [entryId, kind],
    );
    for (const step of [...steps, ...steps])
      await transaction((manager) => desk.steps.take(manager, systemActor('test'), step.id));
  }
  const audited = async (entryId: string, kind: string) =>
    (
      await rows(database.dataSource.manager, 'select id from audit_event where target_id = $1 and kind = $2', [
        entryId,
        kind,
      ])
    ).length;

  it('is reminded of once each time, ends the term, and lets go a month later', async () => {
    now = new Date(Date.now() - 364 * 86_400_000);
    const id = await subject({ nativeId: '901' });
    const entryId = await declare(lead, identifier('901', 'account'));
    await verify(entryId, lead, second);
    await due(entryId, 'remind_60');
    await due(entryId, 'remind_30');
    expect(await audited(entryId, 'protection.renewalReminded')).toBe(2);
    expect(await standing(id)).toEqual(['protected']);
    await due(entryId, 'expire');
    expect(await audited(entryId, 'protection.expired')).toBe(1);
    expect(await standing(id)).toEqual(['may_be']);
    await database.dataSource.query(
      `update protected_person set expires_at = clock_timestamp() - interval '31 days' where id = $1`,
      [entryId],
    );
    await due(entryId, 'end');
    expect(await standing(id)).toEqual([undefined]);
    now = new Date();
  });

  it('is put off by two people who verify again', async () => {
    now = new Date(Date.now() - 340 * 86_400_000);
    const id = await subject({ nativeId: '902' });
    const entryId = await declare(lead, identifier('902', 'account'));
    await verify(entryId, lead, second);
    now = new Date();
    await verify(entryId, second, lead);
    const [row] = await rows<{ term: number; days: number }>(
      database.dataSource.manager,
      `select term, (expires_at::date - current_date) as days from protected_person where id = $1`,
      [entryId],
    );
    expect(row?.term).toBe(2);
    expect(row?.days).toBeGreaterThan(360);
    expect(await standing(id)).toEqual(['protected']);
  });

  it('is not put off long before it comes, when nothing changed', async () => {
    const entryId = await declare(lead, identifier('903', 'account'));
    await verify(entryId, lead, second);
    expect(await refusal(verify(entryId, lead))).toMatchObject({ reason: 'too_early' });
  });
});

describe('who an entry is', () => {
  it('is in no row that can be read without the installation key, and gone when it is erased', async () => {
    const id = await subject({ nativeId: '1001', handle: 'secret_handle_77' });
    const entryId = await declare(lead, identifier('secret_handle_77'));
    await verify(entryId, lead, second);
    const shown = await transaction((manager) => desk.reveals.open(manager, entryId));
    expect(shown.details.name).toBe('Layla Haddad');
    expect(shown.identifiers).toMatchObject([{ value: 'secret_handle_77', confirmed: true }]);
    expect(shown.subjects).toMatchObject([{ subjectId: id, strength: 'protected' }]);
    for (const table of ['protected_person', 'protected_identifier', 'protected_evidence', 'personal_key']) {
      const found = await rows<{ text: string }>(database.dataSource.manager, `select t::text as text from ${table} t`);
      const hex = Buffer.from('Layla').toString('hex');
      expect(found.some(({ text }) => /Layla|secret_handle_77/.test(text) || text.includes(hex))).toBe(false);
    }
    let at = await version(entryId);
    await transaction((manager) =>
      desk.register.revoke(manager, lead, { id: entryId, version: at, reason: 'asked_to_be_removed' }),
    );
    at = await version(entryId);
    await transaction((manager) => desk.register.erase(manager, second, { id: entryId, version: at }));
    expect(await refusal(transaction((manager) => desk.reveals.open(manager, entryId)))).toMatchObject({
      code: 'ENTRY_ENDED',
    });
    const left = await rows(
      database.dataSource.manager,
      'select id from protected_subject where protected_person_id = $1',
      [entryId],
    );
    expect(left).toEqual([]);
  });

  it('leaves its reveal in the record, with who asked and why, and nothing that can be changed', async () => {
    const entryId = await declare(lead, identifier('1002', 'account'));
    await transaction((manager) => desk.reveals.record(manager, second, { entryId, reason: 'decide', caseId: null }));
    const [event] = await rows<{ actor: string; details: object; subject: string | null }>(
      database.dataSource.manager,
      `select actor_id as actor, details, subject_id as subject from audit_event where target_id = $1 and kind = 'protection.revealed'`,
      [entryId],
    );
    expect(event).toMatchObject({ actor: second.id, details: { reason: 'decide' }, subject: null });
    const tampering = transaction(async (manager) => {
      await manager.query('set local role mizan_app');
      await manager.query('delete from protection_reveal');
    });
    await expect(tampering).rejects.toThrow(/permission denied/);
  });

  it('is asked for by those who hold the right only', async () => {
    const entryId = await declare(lead, identifier('1003', 'account'));
    for (const role of ['moderator', 'appeal_handler', 'administrator'] as const) {
      const asking = await person(role);
      const asked = transaction((manager) =>
        desk.reveals.record(manager, asking, { entryId, reason: 'audit', caseId: null }),
      );
      expect(await refusal(asked)).toMatchObject({ code: 'FORBIDDEN' });
    }
  });

  it('cannot be read by the role of the dashboards', async () => {
    for (const table of [
      'protected_person',
      'protected_identifier',
      'protected_subject',
      'protection_reveal',
      'personal_key',
    ]) {
      const reading = transaction(async (manager) => {
        await manager.query('set local role mizan_read');
        await manager.query(`select 1 from ${table} limit 1`);
      });
      await expect(reading).rejects.toThrow(/permission denied/);
    }
  });

  it('never appears beside a subject in the audit record', async () => {
    const found = await rows(
      database.dataSource.manager,
      `select id from audit_event where kind like 'protection.%' and (subject_id is not null or case_id is not null)`,
    );
    expect(found).toEqual([]);
  });
});
