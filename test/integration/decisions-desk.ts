import type { DataSource, EntityManager } from 'typeorm';
import { AuditService } from '@mizan/audit/audit.service.js';
import { AttachService } from '@mizan/cases/attach.service.js';
import { CaseDecidingService } from '@mizan/cases/case-deciding.service.js';
import { CaseReopeningService } from '@mizan/cases/case-reopening.service.js';
import { CasesService } from '@mizan/cases/cases.service.js';
import { ClaimsService, type ClaimedCase } from '@mizan/cases/claims.service.js';
import { DeskRulesService } from '@mizan/cases/desk-rules.service.js';
import { QueueAccessService } from '@mizan/cases/queue-access.service.js';
import { RerankService } from '@mizan/cases/rerank.service.js';
import { ReservedCasesService } from '@mizan/cases/reserved-cases.service.js';
import { SpecialCasesService } from '@mizan/cases/special-cases.service.js';
import { SubjectAccessService } from '@mizan/subjects/subject-access.service.js';
import { systemActor, type ActingPerson } from '@mizan/foundation/acting.js';
import { Clock } from '@mizan/foundation/clock.js';
import { readConfig, type Config } from '@mizan/foundation/config.js';
import { inTransaction, rows } from '@mizan/foundation/database.js';
import { DeskSettings } from '@mizan/foundation/desk-settings.service.js';
import { PersonalText } from '@mizan/foundation/personal-text.js';
import { newId } from '@mizan/foundation/ids.js';
import { FlagsService } from '@mizan/intake/flags.service.js';
import { createPerson } from '@mizan/identity/identity.builders.js';
import { PoliciesService } from '@mizan/policies/policies.service.js';
import { ConnectorsService, type Connector } from '@mizan/platforms/connectors.service.js';
import { PlatformsService } from '@mizan/platforms/platforms.service.js';
import { DecisionFactsService } from '@mizan/decisions/decision-facts.service.js';
import { DecisionRecordService } from '@mizan/decisions/decision-record.service.js';
import type { DecisionDraft, MeasureChoice } from '@mizan/decisions/decision-draft.js';
import { DecisionsService, type DecideAnswer } from '@mizan/decisions/decisions.service.js';
import { MediaRepliesService } from '@mizan/decisions/media-replies.service.js';
import { OrderAttemptsService } from '@mizan/decisions/order-attempts.service.js';
import { OrderCallService } from '@mizan/decisions/order-call.service.js';
import { OrderGateService } from '@mizan/decisions/order-gate.service.js';
import { OrderSendingService } from '@mizan/decisions/order-sending.service.js';
import { OrdersService } from '@mizan/decisions/orders.service.js';
import { PlatformPaceService } from '@mizan/decisions/platform-pace.service.js';
import { ProposalsService } from '@mizan/decisions/proposals.service.js';
import { RestrictionsService } from '@mizan/decisions/restrictions.service.js';
import { ReversalsService } from '@mizan/decisions/reversals.service.js';
import { SettlementService } from '@mizan/decisions/settlement.service.js';
import { StaysService } from '@mizan/decisions/stays.service.js';
import { StrikesService } from '@mizan/decisions/strikes.service.js';
import { createProtection } from '@mizan/protection/protection.builders.js';
import { UndoService } from '@mizan/decisions/undo.service.js';

/** What a process would be told, without addresses. */
export function testConfig(): Config {
  const key = '00'.repeat(32);
  return readConfig({
    NODE_ENV: 'test',
    DATABASE_URL: 'postgres://unused',
    ENCRYPTION_KEY: key,
    IDENTITY_KEY: key,
    ALLOW_LOOPBACK_WEBHOOKS: 'true',
  });
}

export interface DeskOptions {
  readonly graceSeconds?: number;
  readonly leaseSeconds?: number;
  /** Where orders go, whatever the platform. */
  readonly connector?: Connector;
  /** Instead of `connector`: those of the platforms themselves. */
  readonly connectors?: ConnectorsService;
}

/** Gives the same connector for every platform. */
class OneConnector extends ConnectorsService {
  constructor(
    source: DataSource,
    audit: AuditService,
    private readonly connector: Connector | undefined,
  ) {
    const config = testConfig();
    super(new PlatformsService(source, audit, config), new Clock(), config);
  }

  override async forPlatform(): Promise<Connector> {
    if (!this.connector) throw new Error('This desk sends no orders.');
    return this.connector;
  }
}

/** The services of deciding on one database, with a platform, a policy and people. */
export class Desk {
  readonly audit = new AuditService();
  readonly access: QueueAccessService;
  readonly cases: CaseDecidingService;
  readonly claims: ClaimsService;
  readonly decisions: DecisionsService;
  readonly proposals: ProposalsService;
  readonly undos: UndoService;
  readonly reversals: ReversalsService;
  readonly settlements: SettlementService;
  readonly sending: OrderSendingService;
  readonly orders: OrdersService;
  readonly stays: StaysService;
  readonly media: MediaRepliesService;
  readonly register: ReturnType<typeof createProtection>;
  platformId = '';
  policyVersionId = '';
  queueId = '';

  constructor(
    readonly source: DataSource,
    options: DeskOptions = {},
  ) {
    const settings = new DeskSettings(source, {
      GRACE_SECONDS: options.graceSeconds ?? 30,
      LEASE_SECONDS: options.leaseSeconds ?? 600,
    });
    const rules = new DeskRulesService(source, new PoliciesService(source), settings);
    this.access = new QueueAccessService(source);
    this.attaching = new AttachService(
      this.audit,
      rules,
      new SubjectAccessService(source),
      new ReservedCasesService(this.audit),
    );
    const reopening = new CaseReopeningService(new RerankService(rules), this.audit);
    this.cases = new CaseDecidingService(reopening, this.audit);
    this.claims = new ClaimsService(source, this.audit, this.access, settings);
    const facts = new DecisionFactsService(new SubjectAccessService(source));
    const config = testConfig();
    this.register = createProtection(source, config);
    const { protection } = this.register;
    this.media = new MediaRepliesService(protection, this.access, new PersonalText(config), this.audit);
    const special = new SpecialCasesService(this.audit);
    this.stays = new StaysService(special, this.cases, protection, this.media, settings, this.audit);
    const strikes = new StrikesService(this.audit);
    const restrictions = new RestrictionsService();
    const records = new DecisionRecordService(this.cases, restrictions, this.audit, settings, this.stays, strikes);
    this.proposals = new ProposalsService(this.cases, this.access, facts, records, this.audit, this.stays);
    this.decisions = new DecisionsService(this.cases, this.access, facts, records, this.proposals, this.stays);
    this.undos = new UndoService(this.cases, this.access, restrictions, this.audit, this.stays, strikes);
    this.reversals = new ReversalsService(this.cases, records);
    this.settlements = new SettlementService(
      source,
      this.cases,
      new FlagsService(
        source,
        new CasesService(this.attaching, new RerankService(rules), reopening, this.audit),
        this.audit,
      ),
      this.audit,
      strikes,
    );
    this.orders = new OrdersService(source, this.access, this.audit);
    const { connector } = options;
    this.sending = new OrderSendingService(
      source,
      new OrderCallService(options.connectors ?? new OneConnector(source, this.audit, connector)),
      new PlatformPaceService(),
      new OrderAttemptsService(new Clock(), settings),
      this.audit,
      new OrderGateService(protection, restrictions, this.stays, this.audit),
    );
  }

  private readonly attaching: AttachService;

  /** A platform, a policy under which everything is allowed, and the general queue. */
  async open(policy: { readonly measures?: readonly string[]; readonly requiresSecond?: boolean } = {}): Promise<this> {
    this.platformId = newId();
    await this.source.query(
      `insert into platform (id, code, kind, name, connector, orders_per_second) values ($1::uuid, $1::text, 'telegram', 'P', 'webhook', 10000)`,
      [this.platformId],
    );
    this.policyVersionId = await this.policy(policy);
    const [queue] = await rows<{ id: string }>(this.source.manager, `select id from queue where code = 'general'`);
    this.queueId = queue?.id ?? '';
    return this;
  }

  async policy(policy: {
    readonly measures?: readonly string[];
    readonly requiresSecond?: boolean;
    readonly category?: string;
  }): Promise<string> {
    const [policyId, versionId] = [newId(), newId()];
    await this.source.query(`insert into policy (id, code, category, ground) values ($1::uuid, $1::text, $2, 'law')`, [
      policyId,
      policy.category ?? 'terrorism',
    ]);
    await this.source.query(
      `insert into policy_version (id, policy_id, n, title, guidance, severity_minutes, measures, requires_second)
       values ($1, $2, 1, '{}', '{}', 60, coalesce($3::text[], (select array_agg(code) from measure)), $4)`,
      [versionId, policyId, policy.measures ?? null, policy.requiresSecond ?? false],
    );
    return versionId;
  }

  async person(...roles: ActingPerson['roles']): Promise<ActingPerson> {
    return (await createPerson(this.source, { roles: roles.length > 0 ? roles : ['moderator'] })).acting;
  }

  async subject(kind: 'channel' | 'account' = 'channel'): Promise<string> {
    const id = newId();
    await this.source.query(
      `insert into subject (id, platform_id, kind, native_id, handle) values ($1::uuid, $2::uuid, $3, $1::text, $1::text)`,
      [id, this.platformId, kind],
    );
    return id;
  }

  /** Opens the case of a subject through the door that flags come in by. */
  async flag(subjectId: string): Promise<string> {
    const attached = await inTransaction(this.source, (manager) =>
      this.attaching.attach(manager, systemActor('test'), [
        {
          subjectId,
          platformId: this.platformId,
          sourceIds: [newId()],
          sourceKind: 'user_report',
          policyId: null,
          category: 'general',
          language: null,
          subjectKind: 'channel',
          audience: null,
          flagCount: 1,
        },
      ]),
    );
    return attached.get(subjectId)?.caseId ?? '';
  }

  async claim(person: ActingPerson, caseId: string): Promise<ClaimedCase> {
    return inTransaction(this.source, (manager) => this.claims.claimCase(manager, person, caseId));
  }

  draft(caseId: string, change: Partial<DecisionDraft> = {}): DecisionDraft {
    return {
      caseId,
      outcome: 'violation',
      policyVersionId: this.policyVersionId,
      measures: [],
      rationale: 'It calls for violence.',
      language: 'en',
      evidenceIds: [],
      furtherSubjectIds: [],
      findings: [],
      duplicateOfCaseId: null,
      corrects: null,
      report: null,
      ...change,
    };
  }

  removing(...subjectIds: string[]): MeasureChoice[] {
    return [{ measure: 'remove_channel', scope: 'global', subjectIds }];
  }

  decide(person: ActingPerson, draft: DecisionDraft, claimed: ClaimedCase): Promise<DecideAnswer> {
    return inTransaction(this.source, (manager) =>
      this.decisions.decide(manager, person, draft, { leaseToken: claimed.leaseToken, version: claimed.version }),
    );
  }

  /** Flags, claims and removes: the short way to a decision; answers its id and its case. */
  async remove(person: ActingPerson, subjectId: string): Promise<{ decisionId: string; caseId: string }> {
    const caseId = await this.flag(subjectId);
    const claimed = await this.claim(person, caseId);
    const answer = await this.decide(person, this.draft(caseId, { measures: this.removing(subjectId) }), claimed);
    if (answer.kind !== 'decision') throw new Error(`not decided: ${answer.kind}`);
    return { decisionId: answer.decisionId, caseId };
  }

  undo(person: ActingPerson, decisionId: string): Promise<void> {
    return inTransaction(this.source, (manager) => this.undos.undo(manager, person, decisionId));
  }

  async query<Row extends object>(sql: string, parameters: readonly unknown[] = []): Promise<Row[]> {
    return rows<Row>(this.source.manager, sql, parameters);
  }

  async caseState(caseId: string): Promise<string> {
    const [found] = await this.query<{ state: string }>('select state from review_case where id = $1', [caseId]);
    return found?.state ?? 'missing';
  }

  /** Orders of a subject in the order they were made, as `direction state`. */
  async ordersOf(subjectId: string): Promise<string[]> {
    const found = await this.query<{ order: string }>(
      `select o.direction || ' ' || o.state as order from platform_order o join restriction r on r.id = o.restriction_id
       where r.subject_id = $1 order by o.created_at, o.id`,
      [subjectId],
    );
    return found.map((row) => row.order);
  }

  /** Lets the grace period of everything be over, as if time had passed: for orders and settlements, not for undoing. */
  async letGracePass(): Promise<void> {
    await this.source.query(
      `update platform_order set not_before = clock_timestamp(), next_attempt_at = clock_timestamp() where state = 'waiting'`,
    );
    await this.source.query(`update decision_settlement set due_at = clock_timestamp() where settled_at is null`);
  }

  /** Sends and settles whatever is due until nothing is. */
  async work(): Promise<void> {
    for (let turn = 0; turn < 20; turn += 1) {
      const due = await this.query<{ id: string }>(
        `select id from platform_order where state in ('waiting', 'sending', 'unknown', 'deferred') and next_attempt_at <= clock_timestamp()`,
      );
      for (const order of due) await this.sending.attempt(order.id);
      if (due.length === 0) break;
    }
    const settling = await this.query<{ id: string }>(
      `select decision_id as id from decision_settlement where settled_at is null and due_at <= clock_timestamp()`,
    );
    for (const decision of settling) await this.settlements.settle(decision.id);
  }

  transaction<T>(work: (manager: EntityManager) => Promise<T>): Promise<T> {
    return inTransaction(this.source, work);
  }
}
