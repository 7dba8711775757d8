import type { DataSource } from 'typeorm';
import { CaseHoldsService } from '@mizan/cases/case-holds.service.js';
import { CaseNotesService } from '@mizan/cases/case-notes.service.js';
import { CaseReopeningService } from '@mizan/cases/case-reopening.service.js';
import { DeskRulesService } from '@mizan/cases/desk-rules.service.js';
import { LeasesService } from '@mizan/cases/leases.service.js';
import { RerankService } from '@mizan/cases/rerank.service.js';
import { SpecialCasesService } from '@mizan/cases/special-cases.service.js';
import { IndependenceService } from '@mizan/decisions/independence.service.js';
import { systemActor, type ActingPerson } from '@mizan/foundation/acting.js';
import { inTransaction } from '@mizan/foundation/database.js';
import { DeskSettings } from '@mizan/foundation/desk-settings.service.js';
import { PersonalText } from '@mizan/foundation/personal-text.js';
import { NoticesService } from '@mizan/notices/notices.service.js';
import { WordingsService } from '@mizan/notices/wordings.service.js';
import { PoliciesService } from '@mizan/policies/policies.service.js';
import { createProtection } from '@mizan/protection/protection.builders.js';
import { AppealAnswersService } from '@mizan/appeals/appeal-answers.service.js';
import { AppealClosingService } from '@mizan/appeals/appeal-closing.service.js';
import { AppealLifeService } from '@mizan/appeals/appeal-life.service.js';
import { AppealNoticesService } from '@mizan/appeals/appeal-notices.service.js';
import { AppealQuestionsService } from '@mizan/appeals/appeal-questions.service.js';
import {
  AppealReceiptService,
  type AppealReceipt,
  type ReceivedAppeal,
} from '@mizan/appeals/appeal-receipt.service.js';
import { AppealRecordService } from '@mizan/appeals/appeal-record.service.js';
import { AppealRoutingService } from '@mizan/appeals/appeal-routing.service.js';
import { AppealStepsService } from '@mizan/appeals/appeal-steps.service.js';
import { AppealTargetService } from '@mizan/appeals/appeal-target.service.js';
import { AppealVerificationService } from '@mizan/appeals/appeal-verification.service.js';
import { CascadeService } from '@mizan/appeals/cascade.service.js';
import { DisputesService } from '@mizan/appeals/disputes.service.js';
import { InvitationsService } from '@mizan/appeals/invitations.service.js';
import { PrivateQueuesService } from '@mizan/cases/private-queues.service.js';
import { ResolvingService, type Resolution, type ResolveAnswer } from '@mizan/appeals/resolving.service.js';
import { Desk, testConfig, type DeskOptions } from './decisions-desk.js';

const ACTOR = systemActor('test');

/** The services of appeals over those of deciding, on one database. */
export class AppealsDesk extends Desk {
  readonly receipts: AppealReceiptService;
  readonly life: AppealLifeService;
  readonly questions: AppealQuestionsService;
  readonly resolving: ResolvingService;
  readonly independence = new IndependenceService();
  readonly notices: NoticesService;
  readonly cascade: CascadeService;
  readonly verification: AppealVerificationService;
  readonly disputes: DisputesService;
  readonly invitations: InvitationsService;

  constructor(source: DataSource, options: DeskOptions = {}, config = testConfig()) {
    super(source, options);
    const settings = new DeskSettings(source, { GRACE_SECONDS: options.graceSeconds ?? 30, LEASE_SECONDS: 600 });
    const personal = new PersonalText(config);
    const steps = new AppealStepsService();
    const appeals = new AppealRecordService(steps, this.audit);
    const special = new SpecialCasesService(this.audit);
    const rules = new DeskRulesService(source, new PoliciesService(source), settings);
    const reopening = new CaseReopeningService(new RerankService(rules), this.audit);
    this.notices = new NoticesService(new WordingsService(source, this.audit), personal, this.audit, config);
    const words = new AppealNoticesService(this.notices, personal, config);
    const { protection } = createProtection(source, config);
    this.receipts = new AppealReceiptService(
      new AppealTargetService(),
      steps,
      this.notices,
      protection,
      personal,
      this.audit,
      settings,
      config,
    );
    const leases = new LeasesService(source, this.audit, this.access, settings);
    const holds = new CaseHoldsService(
      this.audit,
      this.access,
      leases,
      new CaseNotesService(source, this.access, this.audit),
      reopening,
    );
    this.questions = new AppealQuestionsService(appeals, steps, words, holds, special, personal, settings);
    const routing = new AppealRoutingService(appeals, special, this.independence);
    const caseNotes = new CaseNotesService(source, this.access, this.audit);
    this.cascade = new CascadeService(appeals, caseNotes);
    const closing = new AppealClosingService(appeals, steps, words, this.notices, reopening, personal, this.cascade);
    this.verification = new AppealVerificationService(appeals, steps, words, config);
    this.life = new AppealLifeService(
      source,
      appeals,
      steps,
      words,
      routing,
      this.questions,
      closing,
      this.verification,
    );
    this.disputes = new DisputesService(appeals);
    this.invitations = new InvitationsService(
      appeals,
      this.independence,
      new PrivateQueuesService(this.audit, this.access),
    );
    const answers = new AppealAnswersService(appeals, steps, this.independence, personal);
    this.resolving = new ResolvingService(appeals, answers, this.cases, this.access, this.reversals, this.cascade);
  }

  appeal(subjectId: string | null, change: Partial<ReceivedAppeal> = {}): Promise<AppealReceipt> {
    return inTransaction(this.source, (manager) =>
      this.receipts.receive(manager, ACTOR, {
        appellant: 'affected',
        platformId: this.platformId,
        subjectId,
        decisionId: null,
        flagId: null,
        restrictionIds: null,
        claimedStatus: null,
        language: 'ar',
        reasons: 'أنا باحثة، وقناتي ترصد الدعاية.',
        contact: { email: 'researcher@example.org' },
        verifiedBy: 'platform',
        sourceId: null,
        externalId: null,
        files: [],
        ...change,
      }),
    );
  }

  /** Takes every step that is due, until none is. */
  async live(): Promise<void> {
    for (let turn = 0; turn < 20; turn += 1) {
      const due = await this.query<{ id: string }>(
        `select id from appeal_step where done_at is null and dropped_at is null and due_at <= clock_timestamp() order by due_at, id`,
      );
      let taken = 0;
      for (const step of due) if ((await this.life.take(step.id)) === null) taken += 1;
      if (taken === 0) return;
    }
  }

  /** Lets so many hours pass for everything that appeals wait for. */
  async letHoursPass(hours: number): Promise<void> {
    await this.source.query(
      `update appeal_step set due_at = due_at - make_interval(secs => $1::double precision * 3600) where done_at is null and dropped_at is null`,
      [hours],
    );
  }

  /** Lets the grace period of everything be over, sends, settles, and takes what appeals waited for. */
  async carryOut(): Promise<void> {
    await this.letGracePass();
    await this.work();
    await this.source.query(
      `update appeal_step set due_at = clock_timestamp() where kind in ('execute_check', 'notify', 'close') and done_at is null and dropped_at is null`,
    );
    await this.live();
    await this.work();
    await this.source.query(
      `update appeal_step set due_at = clock_timestamp() where kind = 'close' and done_at is null and dropped_at is null`,
    );
    await this.live();
  }

  async appealRow(id: string): Promise<AppealRow> {
    const [row] = await this.query<AppealRow>(
      `select state, outcome, case_id as "caseId", waiting_for_answer as "waitingForAnswer", version, due_at as "dueAt",
         needs_outside_handler as "needsOutsideHandler", basis, notified_at as "notifiedAt" from appeal where id = $1`,
      [id],
    );
    if (!row) throw new Error('no such appeal');
    return row;
  }

  resolve(person: ActingPerson, resolution: Resolution): Promise<ResolveAnswer> {
    return inTransaction(this.source, (manager) => this.resolving.resolve(manager, person, resolution));
  }

  async noticeKinds(appealId: string): Promise<string[]> {
    const found = await this.query<{ kind: string }>(
      `select kind from notice where recipient_kind = 'appeal' and recipient_id = $1 order by queued_at, id`,
      [appealId],
    );
    return found.map((row) => row.kind);
  }
}

export interface AppealRow {
  readonly state: string;
  readonly outcome: string | null;
  readonly caseId: string;
  readonly waitingForAnswer: boolean;
  readonly version: number;
  readonly dueAt: Date;
  readonly needsOutsideHandler: boolean;
  readonly basis: string;
  readonly notifiedAt: Date | null;
}
