import type { DataSource } from 'typeorm';
import { AppealAnswersService } from '@mizan/appeals/appeal-answers.service.js';
import { AppealRecordService } from '@mizan/appeals/appeal-record.service.js';
import { AppealRoutingService } from '@mizan/appeals/appeal-routing.service.js';
import { AppealStepsService } from '@mizan/appeals/appeal-steps.service.js';
import { MassErrorService } from '@mizan/appeals/mass-error.service.js';
import { SecondLookAnsweringService } from '@mizan/appeals/second-look-answering.service.js';
import { SecondLookCasesService } from '@mizan/appeals/second-look-cases.service.js';
import { SecondLookDecidingService } from '@mizan/appeals/second-look-deciding.service.js';
import { SecondLookGroupService } from '@mizan/appeals/second-look-group.service.js';
import { SecondLookJudgingService } from '@mizan/appeals/second-look-judging.service.js';
import { SecondLookOpeningService } from '@mizan/appeals/second-look-opening.service.js';
import { SecondLookOutcomeService } from '@mizan/appeals/second-look-outcome.service.js';
import { SecondLookRunService } from '@mizan/appeals/second-look-run.service.js';
import { SecondLookRunsService } from '@mizan/appeals/second-look-runs.service.js';
import { SpecialCasesService } from '@mizan/cases/special-cases.service.js';
import type { ActingPerson } from '@mizan/foundation/acting.js';
import { DeskSettings } from '@mizan/foundation/desk-settings.service.js';
import { PersonalText } from '@mizan/foundation/personal-text.js';
import { ChangesService } from '@mizan/identity/changes.service.js';
import { AppealsDesk } from './appeals-desk.js';
import { testConfig, type DeskOptions } from './decisions-desk.js';

type Opened = Parameters<SecondLookOpeningService['open']>[2];
type Asked = Parameters<SecondLookDecidingService['decide']>[2];

/** The services of second looks over those of appeals, on one database. */
export class SecondLooksDesk extends AppealsDesk {
  readonly alarm: MassErrorService;
  readonly opening: SecondLookOpeningService;
  readonly judging: SecondLookJudgingService;
  readonly deciding: SecondLookDecidingService;
  readonly runs: SecondLookRunService;
  readonly outcomes: SecondLookOutcomeService;
  readonly changes: ChangesService;
  private seen = '0';

  constructor(source: DataSource, options: DeskOptions = {}) {
    super(source, options);
    const settings = new DeskSettings(source, { GRACE_SECONDS: options.graceSeconds ?? 30, LEASE_SECONDS: 600 });
    const steps = new AppealStepsService();
    const appeals = new AppealRecordService(steps, this.audit);
    const special = new SpecialCasesService(this.audit);
    const groups = new SecondLookGroupService(this.audit);
    const cases = new SecondLookCasesService(special, this.independence);
    const statements = new SecondLookRunsService(settings);
    this.changes = new ChangesService(source, this.audit);
    this.alarm = new MassErrorService(this.audit, settings);
    this.opening = new SecondLookOpeningService(groups, this.access);
    this.judging = new SecondLookJudgingService(groups, cases, settings);
    this.deciding = new SecondLookDecidingService(groups, statements, this.access, this.reversals, this.changes);
    this.deciding.onModuleInit();
    this.outcomes = new SecondLookOutcomeService(groups, this.notices);
    const answering = new SecondLookAnsweringService(
      appeals,
      new AppealAnswersService(appeals, steps, this.independence, new PersonalText(testConfig())),
      new AppealRoutingService(appeals, special, this.independence),
      cases,
      this.independence,
      this.reversals,
    );
    this.runs = new SecondLookRunService(source, statements, groups, answering, this.undos);
  }

  /** Hands everything that was published since the last time to the listeners of second looks, each event once. */
  async listen(): Promise<void> {
    const events = await this.query<{ id: string; topic: string; payload: { appealId: string; decisionId: string } }>(
      `select id::text, topic, payload from outbox where id > $1
         and topic in ('appeal.resolved', 'decision.made', 'decision.undone', 'decision.settled') order by id`,
      [this.seen],
    );
    for (const { id, topic, payload } of events) {
      await this.transaction(async (manager) => {
        if (topic === 'appeal.resolved') await this.alarm.answered(manager, payload.appealId);
        else if (topic === 'decision.made') await this.outcomes.made(manager, payload.decisionId);
        else if (topic === 'decision.undone') await this.outcomes.undone(manager, payload.decisionId);
        else await this.outcomes.settled(manager, payload.decisionId);
      });
      this.seen = id;
    }
  }

  openGroup(person: ActingPerson, asked: Partial<Opened>): Promise<string> {
    return this.transaction((manager) =>
      this.opening.open(manager, person, {
        decisionIds: [],
        appealIds: [],
        scopeKind: 'wave',
        scopeId: null,
        from: null,
        to: null,
        ...asked,
      }),
    );
  }

  draw(person: ActingPerson, groupId: string, size: number | null = null): Promise<void> {
    return this.transaction((manager) => this.judging.draw(manager, person, groupId, size));
  }

  judge(person: ActingPerson, item: GroupItem, judgement: string): Promise<string> {
    return this.transaction((manager) => this.judging.judge(manager, person, item, judgement));
  }

  async decideGroup(person: ActingPerson, groupId: string, change: Partial<Asked> = {}): Promise<string> {
    const { version } = await this.group(groupId);
    return this.transaction((manager) =>
      this.deciding.decide(manager, person, {
        groupId,
        version,
        itemIds: null,
        outcome: 'reversed',
        reasons: [
          { language: 'ar', text: 'كان القرار خطأ، وقد أُلغي.' },
          { language: 'en', text: 'The decision was wrong and has been reversed.' },
        ],
        rationale: 'The sample shows reporting, not praise.',
        language: 'en',
        ...change,
      }),
    );
  }

  undoRun(person: ActingPerson, runId: string): Promise<string> {
    return this.transaction((manager) => this.deciding.undo(manager, person, runId));
  }

  /** Carries a run out to its end, as if its waits were over. */
  async carryOutRun(runId: string): Promise<void> {
    await this.source.query(
      `update second_look_run set due_at = clock_timestamp() where id = $1 and state = 'waiting'`,
      [runId],
    );
    while ((await this.runs.visit(runId)) === 0);
  }

  async sign(person: ActingPerson, runId: string, approve = true): Promise<void> {
    const [change] = await this.query<{ id: string; hash: string }>(
      `select c.id, encode(c.content_hash, 'hex') as hash from second_look_run r join change_proposal c on c.id = r.change_id where r.id = $1`,
      [runId],
    );
    if (!change) throw new Error('nobody was asked');
    await this.transaction((manager) =>
      this.changes.decide(person, change.id, { approve, contentHash: change.hash, words: null }, manager),
    );
  }

  async group(id: string): Promise<GroupRow> {
    const [found] = await this.query<GroupRow>(
      `select state, version, scope_kind as "scopeKind", scope_id as "scopeId", decided_count as decided, reversed_count as reversed,
         (select count(*)::int from second_look_item i where i.group_id = g.id) as items from second_look_group g where id = $1`,
      [id],
    );
    if (!found) throw new Error('no such group');
    return found;
  }

  items(groupId: string): Promise<GroupItem[]> {
    return this.query<GroupItem>(
      `select id, group_id as "groupId", decision_id as "decisionId", subject_id as "subjectId", appeal_id as "appealId",
         case_id as "caseId", in_sample as "inSample", result, failure, result_decision_id as "resultDecisionId"
       from second_look_item where group_id = $1 order by id`,
      [groupId],
    );
  }

  async runState(runId: string): Promise<string> {
    const [found] = await this.query<{ state: string }>('select state from second_look_run where id = $1', [runId]);
    return found?.state ?? 'missing';
  }
}

export interface GroupRow {
  readonly state: string;
  readonly version: number;
  readonly scopeKind: string;
  readonly scopeId: string | null;
  readonly decided: number;
  readonly reversed: number;
  readonly items: number;
}

export interface GroupItem {
  readonly id: string;
  readonly groupId: string;
  readonly decisionId: string;
  readonly subjectId: string;
  readonly appealId: string | null;
  readonly caseId: string | null;
  readonly inSample: boolean;
  readonly result: string | null;
  readonly failure: string | null;
  readonly resultDecisionId: string | null;
}
