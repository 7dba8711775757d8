import { randomBytes } from 'node:crypto';
import pg from 'pg';
import type { DataSource, EntityManager } from 'typeorm';
import { AuditService } from '@mizan/audit/audit.service.js';
import { systemActor, type ActingPerson } from '@mizan/foundation/acting.js';
import { inTransaction, rows } from '@mizan/foundation/database.js';
import { DeskSettings } from '@mizan/foundation/desk-settings.service.js';
import { newId } from '@mizan/foundation/ids.js';
import type { Role } from '@mizan/foundation/permissions.js';
import { insertCases } from '@mizan/cases/attach-statements.js';
import { AttachService } from '@mizan/cases/attach.service.js';
import { CareService } from '@mizan/cases/care.service.js';
import { CaseHoldsService } from '@mizan/cases/case-holds.service.js';
import { CaseMergingService } from '@mizan/cases/case-merging.service.js';
import { CaseMovesService } from '@mizan/cases/case-moves.service.js';
import { CaseNotesService } from '@mizan/cases/case-notes.service.js';
import { CaseReadsService } from '@mizan/cases/case-reads.service.js';
import { HeartbeatService } from '@mizan/cases/heartbeat.service.js';
import { QueueCountingSchedule } from '@mizan/cases/queue-counting.schedule.js';
import { QueueSettingsService } from '@mizan/cases/queue-settings.service.js';
import { RoutingService } from '@mizan/cases/routing.service.js';
import { ViewLog } from '@mizan/audit/view-log.service.js';
import { CaseDecidingService } from '@mizan/cases/case-deciding.service.js';
import { CaseReopeningService } from '@mizan/cases/case-reopening.service.js';
import { CasesService, type Attachment, type FlaggedSubject } from '@mizan/cases/cases.service.js';
import { ClaimsService } from '@mizan/cases/claims.service.js';
import { DeskKeeperService } from '@mizan/cases/desk-keeper.service.js';
import { DeskRulesService } from '@mizan/cases/desk-rules.service.js';
import { LeasesService } from '@mizan/cases/leases.service.js';
import { QueueAccessService } from '@mizan/cases/queue-access.service.js';
import { RerankService } from '@mizan/cases/rerank.service.js';
import { ReservedCasesService } from '@mizan/cases/reserved-cases.service.js';
import { CASES_ENTITIES } from '@mizan/cases/cases.module.js';
import { PoliciesService } from '@mizan/policies/policies.service.js';
import { SubjectAccessService } from '@mizan/subjects/subject-access.service.js';
import { createTestDatabase, type TestDatabaseOptions } from './database.js';

export interface CaseDeskOptions extends TestDatabaseOptions {
  readonly leaseSeconds?: number;
  readonly prefetchLeaseSeconds?: number;
}

/** The services around cases on a database of their own, put together by hand, without a process. */
export type CaseDesk = Awaited<ReturnType<typeof startCaseDesk>>;

export async function startCaseDesk(options: CaseDeskOptions = {}) {
  const database = await createTestDatabase({ entities: CASES_ENTITIES, ...options });
  const source = database.dataSource;
  const services = caseServices(source, options);
  const platformId = await makePlatform(source);
  return {
    ...services,
    ...builders(source, platformId, () => {
      services.access.forget();
      services.rules.forget();
    }),
    database,
    source,
    manager: source.manager,
    platformId,
    attach: (items: FlaggedSubject[]): Promise<Map<string, Attachment>> =>
      inTransaction(source, (manager) => services.cases.attachFlags(manager, systemActor('test'), items)),
    within: <T>(work: (manager: EntityManager) => Promise<T>): Promise<T> => inTransaction(source, work),
    /** Lets the planner know how many rows there are, as autovacuum does in a desk that runs. */
    analyse: () => asOwner(database.url, 'vacuum analyze'),
    close: () => database.close(),
  };
}

async function asOwner(url: string, sql: string): Promise<void> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  try {
    await client.query(sql);
  } finally {
    await client.end();
  }
}

/** The services on any database; two sets stand for two processes. */
export function caseServices(source: DataSource, options: CaseDeskOptions = {}) {
  const config = {
    ...(options.leaseSeconds === undefined ? {} : { LEASE_SECONDS: options.leaseSeconds }),
    ...(options.prefetchLeaseSeconds === undefined ? {} : { PREFETCH_LEASE_SECONDS: options.prefetchLeaseSeconds }),
  };
  const settings = new DeskSettings(source, config);
  const audit = new AuditService();
  const access = new QueueAccessService(source);
  const rules = new DeskRulesService(source, new PoliciesService(source), settings);
  const reranking = new RerankService(rules);
  const reserved = new ReservedCasesService(audit);
  const reopening = new CaseReopeningService(reranking, audit);
  const leases = new LeasesService(source, audit, access, settings);
  const notes = new CaseNotesService(source, access, audit);
  const care = new CareService(source, audit, new ViewLog(source), leases, settings);
  return {
    access,
    rules,
    audit,
    care,
    counting: new QueueCountingSchedule(source),
    heartbeat: new HeartbeatService(leases, care),
    holds: new CaseHoldsService(audit, access, leases, notes, reopening),
    merging: new CaseMergingService(reranking, audit, reserved),
    moves: new CaseMovesService(audit, access, notes, reserved),
    notes,
    reads: new CaseReadsService(source, access),
    routing: new RoutingService(source, audit, rules),
    settings: new QueueSettingsService(audit, access, rules),
    cases: new CasesService(
      new AttachService(audit, rules, new SubjectAccessService(source), reserved),
      reranking,
      reopening,
      audit,
    ),
    deciding: new CaseDecidingService(reopening, audit),
    claims: new ClaimsService(source, audit, access, settings),
    leases,
    keeper: new DeskKeeperService(source, audit),
  };
}

async function makePlatform(source: DataSource): Promise<string> {
  return insert(
    source,
    `insert into platform (code, kind, name, connector) values ($1, 'telegram', $1, 'webhook') returning id`,
    [name('p')],
  );
}

function builders(source: DataSource, platformId: string, forget: () => void) {
  return {
    /** Somebody with these roles, as services see them. */
    async makePerson(roles: readonly Role[] = ['moderator']): Promise<ActingPerson> {
      const id = await insert(source, `insert into person (email, name) values ($1::text, $1::text) returning id`, [
        `${name('person')}@example.test`,
      ]);
      for (const role of roles) {
        await source.query('insert into person_role (person_id, role) values ($1, $2)', [id, role]);
      }
      return { kind: 'person', id, roles, sessionId: newId(), secondFactorAt: null };
    },

    async makeSubjects(count: number): Promise<string[]> {
      const made = await rows<{ id: string }>(
        source.manager,
        `insert into subject (platform_id, kind, title) select $1, 'channel', 'Channel ' || n
         from generate_series(1, $2::int) n returning id`,
        [platformId, count],
      );
      return made.map((row) => row.id);
    },

    /** A queue that moderators may work, unless said otherwise. */
    async makeQueue(
      more: { kind?: string; twoPerson?: boolean; roles?: readonly Role[]; personIds?: readonly string[] } = {},
    ): Promise<string> {
      const id = await insert(
        source,
        `insert into queue (code, name, kind, two_person, position) values ($1, '{"en": "Queue"}', $2, $3, 100) returning id`,
        [name('q'), more.kind ?? 'general', more.twoPerson ?? false],
      );
      await source.query('insert into queue_head (queue_id) values ($1)', [id]);
      await source.query('insert into queue_count (queue_id) values ($1)', [id]);
      for (const role of more.roles ?? ['moderator']) {
        await source.query('insert into queue_access (queue_id, role) values ($1, $2)', [id, role]);
      }
      for (const personId of more.personIds ?? []) {
        await source.query('insert into queue_access (queue_id, person_id) values ($1, $2)', [id, personId]);
      }
      forget();
      return id;
    },

    /** Opens one case of this rank in the queue as intake does, watermark and all; answers its id. */
    async attachTo(queueId: string, subjectId: string | undefined, rank: number): Promise<string> {
      const facts = {
        ...{ category: 'general', queueId, policyId: null, language: null, flagCount: 1, sourceIds: [] },
        ...{ strongestSource: 'user_report', audience: null, dueAtMs: Date.now() + 86_400_000, rank, reasons: [] },
      };
      const [made] = await inTransaction(source, (manager) =>
        insertCases(manager, [{ caseId: newId(), subjectId: subjectId ?? '', platformId, facts }]),
      );
      if (!made) throw new Error('no case was opened');
      return made;
    },

    /** So many open cases in the queue, ranks 1, 2, 3 … in the order of the ids given back. */
    async makeCases(
      queueId: string,
      count: number,
      more: { category?: string; firstRank?: number; shuffled?: boolean } = {},
    ) {
      const made = await rows<{ id: string; rank: string }>(
        source.manager,
        `with s as (
           insert into subject (platform_id, kind, title) select $1, 'channel', 'Channel' from generate_series(1, $3::int)
           returning id
         ), c as (
           insert into review_case (platform_id, subject_id, queue_id, rank, due_at, category, flag_count, source_count)
           select $1::uuid, id, $2::uuid, $5::bigint - 1 + row_number() over (), clock_timestamp() + interval '1 day', $4, 1, 1 from s
           order by case when $6 then random() else 4 end
           returning id, rank, due_at
         ), r as (
           insert into case_round (case_id, n, opened_at, due_at, reason) select id, 1, clock_timestamp(), due_at, 'flagged' from c
         ) select id, rank from c order by rank`,
        [platformId, queueId, count, more.category ?? 'general', more.firstRank ?? 1, more.shuffled ?? false],
      );
      return made.map((row) => row.id);
    },

    /** One flag on a subject, as intake sums it up. */
    flagged(subjectId: string | undefined, more: Partial<FlaggedSubject> = {}): FlaggedSubject {
      if (subjectId === undefined) throw new Error('no subject was made');
      return {
        subjectId,
        platformId,
        subjectKind: 'channel',
        sourceKind: 'user_report',
        policyId: null,
        language: null,
        audience: null,
        category: 'general',
        flagCount: 1,
        sourceIds: ['0195a0a0-0000-7000-8000-000000000001'],
        ...more,
      };
    },
  };
}

async function insert(source: DataSource, sql: string, values: unknown[]): Promise<string> {
  const [row] = await rows<{ id: string }>(source.manager, sql, values);
  if (!row) throw new Error('nothing was inserted');
  return row.id;
}

function name(prefix: string): string {
  return prefix + randomBytes(5).toString('hex');
}
