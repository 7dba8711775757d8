import { Injectable, type OnModuleInit } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import { QueueAccessService } from '@mizan/cases/queue-access.service.js';
import { ReversalsService } from '@mizan/decisions/reversals.service.js';
import { mustHold, type ActingPerson } from '@mizan/foundation/acting.js';
import { rows } from '@mizan/foundation/database.js';
import { AppError, invalid, notFound } from '@mizan/foundation/errors.js';
import { isId, newId } from '@mizan/foundation/ids.js';
import { ChangesService } from '@mizan/identity/changes.service.js';
import { groupBusy, groupChanged, runOver, sampleNotJudged } from './second-look.errors.js';
import { SecondLookGroupService } from './second-look-group.service.js';
import { SecondLookRunsService } from './second-look-runs.service.js';
import { runFaults, wordsByLanguage, type RunDraft } from './second-look-run-rules.js';

/** How somebody means to answer many items of a group at once. */
export interface AskedRun extends RunDraft {
  readonly groupId: string;
  readonly version: number;
  /** Null = everything that is not answered yet. */
  readonly itemIds: readonly string[] | null;
  /** Of the rationale. */
  readonly language: string;
}

/**
 * Decides for many items at once. Nothing happens before the grace period is over; more than a hundred restrictions are
 * lifted only when a second person signs the very list, and until then what has not left for the platform waits.
 */
@Injectable()
export class SecondLookDecidingService implements OnModuleInit {
  constructor(
    private readonly groups: SecondLookGroupService,
    private readonly runs: SecondLookRunsService,
    private readonly access: QueueAccessService,
    private readonly reversals: ReversalsService,
    private readonly changes: ChangesService,
  ) {}

  onModuleInit(): void {
    this.changes.onApproved('second_look', async (manager, { payload, proposedBy, approver }) => {
      const run = await this.runs.lock(manager, String(payload['runId']));
      if (run?.state !== 'proposed' || run.decidedBy !== proposedBy) throw notFound('second_look_run');
      if ((await this.runs.listOf(manager, run.id)) !== payload['list']) throw groupChanged(0);
      await this.runs.approve(manager, run.id, approver.id);
      await this.groups.note(manager, approver, run.groupId, 'run_approved', { runId: run.id });
    });
  }

  /**
   * Throws NOT_FOUND, GROUP_CLOSED, GROUP_CHANGED, GROUP_BUSY, SAMPLE_NOT_JUDGED, INVALID_INPUT (`itemIds`), and the code
   * of the first broken rule with its field. Answers the id of the run.
   */
  async decide(manager: EntityManager, person: ActingPerson, asked: AskedRun): Promise<string> {
    mustHold(person, 'appeal.manage');
    const group = await this.groups.lockOpen(manager, asked.groupId);
    if (group.version !== asked.version) throw groupChanged(group.version);
    if (await this.runs.open(manager, group.id)) throw groupBusy();
    const left = await this.runs.unjudged(manager, group.id);
    if (left !== 0) throw sampleNotJudged(left);
    if (asked.itemIds !== null && !asked.itemIds.every(isId)) throw invalid('itemIds', 'These are not ids.');
    const id = newId();
    const queues = await this.access.visibleQueueIds(person, manager);
    const facts = await this.runs.choose(manager, id, { ...asked, queues });
    const [broken] = runFaults(asked, facts);
    if (broken)
      throw new AppError(broken.code, 'invalid', broken.message, {
        field: broken.field,
        ...(broken.languages ? { languages: broken.languages } : {}),
      });
    const second = asked.outcome === 'reversed' && this.reversals.needsSecond(facts.restrictions + facts.alone);
    await this.runs.insert(manager, {
      id,
      groupId: group.id,
      outcome: asked.outcome,
      reasons: wordsByLanguage(asked.reasons),
      rationale: asked.rationale.trim(),
      language: asked.language,
      decidedBy: person.id,
      restrictions: facts.restrictions,
      proposed: second,
    });
    await this.runs.assign(manager, id, facts.itemIds);
    const list = await this.runs.listOf(manager, id);
    if (second) {
      const counts = { items: facts.chosen, restrictions: facts.restrictions };
      const payload = { runId: id, groupId: group.id, outcome: asked.outcome, list, ...counts };
      await this.runs.propose(manager, id, await this.changes.propose(person, 'second_look', payload, manager));
    }
    await this.groups.change(manager, person, group, 'decided', second ? 'run_proposed' : 'run_made', {
      runId: id,
      outcome: asked.outcome,
      items: facts.chosen,
      restrictions: facts.restrictions,
      list,
    });
    return id;
  }

  /**
   * Takes back everything that can still be: all of it before the first item was answered; afterwards what follows is not
   * done, and decisions in their own grace period are taken back. By whoever decided or approved it. Throws NOT_FOUND, RUN_OVER.
   */
  async undo(manager: EntityManager, person: ActingPerson, runId: string): Promise<string> {
    mustHold(person, 'appeal.manage');
    const run = isId(runId) ? await this.runs.lock(manager, runId) : undefined;
    if (!run || (run.decidedBy !== person.id && run.approvedBy !== person.id)) throw notFound('second_look_run');
    if (!run.undoable) throw runOver();
    await this.runs.takeBack(manager, run.id, person.id);
    await this.groups.note(manager, person, run.groupId, 'run_undoing', { runId, from: run.state });
    return run.groupId;
  }

  /** Ends a group that needs no more; its items may come into another one. Throws NOT_FOUND, GROUP_CLOSED, GROUP_CHANGED, GROUP_BUSY. */
  async close(manager: EntityManager, person: ActingPerson, groupId: string, version: number): Promise<void> {
    mustHold(person, 'appeal.manage');
    const group = await this.groups.lockOpen(manager, groupId);
    if (group.version !== version) throw groupChanged(group.version);
    if (await this.runs.open(manager, groupId)) throw groupBusy();
    await rows(manager, `update appeal set group_id = null where group_id = $1 and outcome is null`, [groupId]);
    await this.groups.change(manager, person, group, 'closed', 'group_closed');
  }
}
