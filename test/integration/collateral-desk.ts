import type { DataSource } from 'typeorm';
import { SpecialCasesService } from '@mizan/cases/special-cases.service.js';
import { AfterCheckService } from '@mizan/collateral/after-check.service.js';
import { CollateralFindingService } from '@mizan/collateral/collateral-finding.service.js';
import { CollateralOpeningService } from '@mizan/collateral/collateral-opening.service.js';
import { CollateralProgressService } from '@mizan/collateral/collateral-progress.service.js';
import { CollateralReadsService } from '@mizan/collateral/collateral-reads.service.js';
import { CollateralRecordService } from '@mizan/collateral/collateral-record.service.js';
import { FindingsListener } from '@mizan/collateral/findings.listener.js';
import { JudgingService } from '@mizan/collateral/judging.service.js';
import { RegisterProposalService } from '@mizan/collateral/register-proposal.service.js';
import { RegistrationChecksService, type Registration } from '@mizan/collateral/registration-checks.service.js';
import { RegistrationPassesService } from '@mizan/collateral/registration-passes.service.js';
import { RemediesListener } from '@mizan/collateral/remedies.listener.js';
import { RemedyNoticesService } from '@mizan/collateral/remedy-notices.service.js';
import { RemedyPlanService } from '@mizan/collateral/remedy-plan.service.js';
import { RemedyService } from '@mizan/collateral/remedy.service.js';
import { systemActor, type ActingKey, type ActingPerson } from '@mizan/foundation/acting.js';
import { newId } from '@mizan/foundation/ids.js';
import { RateLimitsService } from '@mizan/identity/rate-limits.service.js';
import { createProtection } from '@mizan/protection/protection.builders.js';
import { SignalsService } from '@mizan/protection/signals.service.js';
import { IdentityKeysService, type IdentityKey } from '@mizan/subjects/identity-keys.service.js';
import { AppealsDesk } from './appeals-desk.js';
import { testConfig, type DeskOptions } from './decisions-desk.js';

/** The services of collateral over those of appeals, on one database. */
export class CollateralDesk extends AppealsDesk {
  readonly plans = new RemedyPlanService();
  readonly openings = new CollateralOpeningService(this.plans, this.audit);
  readonly record = new CollateralRecordService(this.audit);
  readonly progress = new CollateralProgressService(this.record, this.plans);
  readonly judging = new JudgingService(this.record, this.openings, this.plans, this.progress);
  readonly remedies: RemedyService;
  readonly passes: RegistrationPassesService;
  readonly checks: RegistrationChecksService;
  readonly identities = new IdentityKeysService(this.audit, testConfig());
  readonly reads: CollateralReadsService;
  readonly registry: ReturnType<typeof createProtection>;
  readonly registering: RegisterProposalService;
  readonly afterChecks: AfterCheckService;
  private readonly listeners: readonly (FindingsListener | RemediesListener)[];
  private heard = '0';

  constructor(source: DataSource, options: DeskOptions = {}) {
    super(source, options);
    const special = new SpecialCasesService(this.audit);
    this.remedies = new RemedyService(
      this.record,
      this.plans,
      this.progress,
      special,
      this.independence,
      this.reversals,
    );
    this.passes = new RegistrationPassesService(this.record, this.notices, testConfig());
    this.checks = new RegistrationChecksService(
      source,
      this.identities,
      this.passes,
      new RateLimitsService(source),
      this.audit,
    );
    this.reads = new CollateralReadsService(source);
    this.registry = createProtection(source, testConfig());
    this.registering = new RegisterProposalService(this.record, this.registry.protection);
    this.afterChecks = new AfterCheckService(
      source,
      this.openings,
      this.registry.protection,
      new SignalsService(),
      this.audit,
    );
    const findings = new CollateralFindingService(this.openings, this.judging, this.plans, this.progress);
    this.listeners = [
      new FindingsListener(findings),
      new RemediesListener(this.progress, new RemedyNoticesService(this.notices)),
    ];
  }

  /** Lets collateral hear what was published since it last did. */
  async hear(): Promise<void> {
    for (let turn = 0; turn < 5; turn += 1) {
      const events = await this.query<{ id: string; topic: string; payload: Record<string, string>; createdAt: Date }>(
        'select id::text, topic, payload, created_at as "createdAt" from outbox where id > $1::bigint order by id',
        [this.heard],
      );
      if (events.length === 0) return;
      this.heard = events.at(-1)?.id ?? this.heard;
      for (const event of events)
        for (const listener of this.listeners)
          if (listener.topics.includes(event.topic))
            await this.transaction((manager) => listener.handle(manager, { ...event, auditId: '0' }));
    }
  }

  /** The grace period of everything ends, orders are sent, and collateral hears of it. */
  async pass(): Promise<void> {
    await this.letGracePass();
    await this.work();
    await this.hear();
  }

  async link(fromId: string, toId: string, kind: string): Promise<void> {
    await this.source.query(
      `insert into link (platform_id, from_subject_id, to_subject_id, kind, source) values ($1, $2, $3, $4, 'test')`,
      [this.platformId, fromId, toId, kind],
    );
  }

  /** One decision with these measures on these subjects, each by `measure:subject`. */
  async impose(
    person: ActingPerson,
    ownSubjectId: string,
    measures: readonly (readonly [measure: string, subjectId: string])[],
    findings: readonly {
      subjectId: string;
      class: 'journalist' | 'researcher';
      basis: 'journalistic' | 'academic_research';
    }[] = [],
  ): Promise<{ decisionId: string; caseId: string }> {
    const caseId = await this.flag(ownSubjectId);
    const claimed = await this.claim(person, caseId);
    const names = [...new Set(measures.map(([measure]) => measure))];
    const answer = await this.decide(
      person,
      this.draft(caseId, {
        measures: names.map((measure) => ({
          measure,
          scope: 'global',
          subjectIds: measures.filter(([name]) => name === measure).map(([, id]) => id),
        })),
        furtherSubjectIds: [
          ...new Set([...measures.map(([, id]) => id), ...findings.map((each) => each.subjectId)]),
        ].filter((id) => id !== ownSubjectId),
        findings: findings.map((each) => ({ ...each, note: 'Press card.' })),
      }),
      claimed,
    );
    if (answer.kind !== 'decision') throw new Error(`not decided: ${answer.kind}`);
    return { decisionId: answer.decisionId, caseId };
  }

  async caseOf(subjectId: string): Promise<CollateralRow> {
    const [row] = await this.query<CollateralRow>(
      `select id, state, found_by as "foundBy", class, basis, discreet, version, harm_from as "harmFrom", harm_until as "harmUntil",
         judged_by as "judgedBy", case_id as "caseId", is_still_barred(c) as "stillBarred" from collateral_case c where subject_id = $1
       order by number desc limit 1`,
      [subjectId],
    );
    if (!row) throw new Error('no such collateral case');
    return row;
  }

  /** The plan as `kind via chosen`, by subject. */
  async plan(id: string): Promise<{ id: string; kind: string; subjectId: string; chosen: boolean; via: string }[]> {
    return this.query(
      `select id, kind, subject_id as "subjectId", chosen, via ->> 'link' as via from remedy_item where collateral_case_id = $1
       order by kind, id`,
      [id],
    );
  }

  async judge(person: ActingPerson, subjectId: string, confirm = true): Promise<void> {
    const { id, version } = await this.caseOf(subjectId);
    await this.transaction((manager) =>
      this.judging.judge(manager, person, id, version, {
        confirm,
        class: 'researcher',
        basis: 'academic_research',
        note: 'University page.',
      }),
    );
  }

  async remedy(person: ActingPerson, subjectId: string, itemIds?: readonly string[]): Promise<void> {
    const { id, version } = await this.caseOf(subjectId);
    const chosen = itemIds ?? (await this.plan(id)).filter((item) => item.chosen).map((item) => item.id);
    await this.transaction((manager) =>
      this.remedies.remedy(manager, person, id, version, { itemIds: chosen, rationale: 'Swept up.' }),
    );
  }

  async know(subjectId: string, ...keys: IdentityKey[]): Promise<void> {
    await this.transaction((manager) =>
      this.identities.keep(manager, systemActor('test'), [{ subjectId, platformId: this.platformId, keys }]),
    );
  }

  registers(registration: Registration, platformId = this.platformId) {
    const key: ActingKey = { kind: 'api_key', id: this.keyId, sourceId: null, platformId, scopes: ['registrations'] };
    return this.checks.check(key, platformId, registration);
  }

  readonly keyId = newId();
}

export interface CollateralRow {
  readonly id: string;
  readonly state: string;
  readonly foundBy: string;
  readonly class: string;
  readonly basis: string;
  readonly discreet: boolean;
  readonly version: number;
  readonly harmFrom: Date | null;
  readonly harmUntil: Date | null;
  readonly judgedBy: string | null;
  readonly caseId: string | null;
  readonly stillBarred: boolean;
}
