import { Injectable } from '@nestjs/common';
import { DataSource, type EntityManager } from 'typeorm';
import { UndoService } from '@mizan/decisions/undo.service.js';
import { systemActor, type ActingPerson } from '@mizan/foundation/acting.js';
import { inTransaction, rows } from '@mizan/foundation/database.js';
import { AppError } from '@mizan/foundation/errors.js';
import { holds, type Role } from '@mizan/foundation/permissions.js';
import { SecondLookAnsweringService } from './second-look-answering.service.js';
import { SecondLookGroupService } from './second-look-group.service.js';
import { SecondLookRunsService, type LockedRun } from './second-look-runs.service.js';

/** Items that one visit to a run answers, each in a transaction of its own; the rest follows at once. */
export const BATCH = 25;

const ACTOR = systemActor('second-look');

/** Carries runs out, batch by batch. May stop at any moment and go on: what is answered is written down item by item. */
@Injectable()
export class SecondLookRunService {
  constructor(
    private readonly source: DataSource,
    private readonly runs: SecondLookRunsService,
    private readonly groups: SecondLookGroupService,
    private readonly answering: SecondLookAnsweringService,
    private readonly undos: UndoService,
  ) {}

  /** Answers in how many milliseconds to come again; null = the run is over. */
  async visit(runId: string): Promise<number | null> {
    const run = await inTransaction(this.source, (manager) => this.begin(manager, runId));
    if (typeof run === 'number' || run === null) return run;
    if (run.state === 'undoing') return this.takeBack(run);
    const person = await this.actor(run.decidedBy);
    const items = await this.left(runId);
    for (const itemId of items) {
      const failure = person ? await this.one(person, run, itemId) : 'decider_left';
      if (failure) await this.fail(runId, itemId, failure);
    }
    if (items.length === BATCH) return 0;
    await inTransaction(this.source, (manager) => this.finish(manager, runId));
    return null;
  }

  /** What there is to do now: a run that moves, a wait in milliseconds, or nothing. */
  private async begin(manager: EntityManager, runId: string): Promise<LockedRun | number | null> {
    const run = await this.runs.lock(manager, runId);
    if (!run) return null;
    if (run.state === 'running' || run.state === 'undoing') return run;
    if (run.state === 'proposed') {
      const refused = run.changeState === 'refused' || run.changeState === 'expired';
      if (!refused && run.waitMs > 0) return run.waitMs;
      await this.runs.end(manager, runId, 'refused');
      await this.groups.note(manager, ACTOR, run.groupId, 'run_refused', { runId });
      return null;
    }
    if (run.state !== 'waiting') return null;
    if (run.waitMs > 0) return run.waitMs;
    await this.runs.start(manager, runId);
    await this.groups.note(manager, ACTOR, run.groupId, 'run_started', { runId });
    return { ...run, state: 'running' };
  }

  private async left(runId: string): Promise<string[]> {
    const found = await rows<{ id: string }>(
      this.source.manager,
      `select id from second_look_item where run_id = $1 and result is null and failure is null order by id limit $2`,
      [runId, BATCH],
    );
    return found.map((row) => row.id);
  }

  /** Stops between items when somebody takes the run back meanwhile. */
  private one(person: ActingPerson, run: LockedRun, itemId: string): Promise<string | null> {
    return inTransaction(this.source, async (manager) => {
      const [still] = await rows(manager, `select from second_look_run where id = $1 and state = 'running' for share`, [
        run.id,
      ]);
      return still ? this.answering.answer(manager, person, run, itemId) : null;
    }).catch((error: unknown) => {
      if (error instanceof AppError) return error.code.toLowerCase();
      throw error;
    });
  }

  private async fail(runId: string, itemId: string, failure: string): Promise<void> {
    await this.source.manager.query(
      'update second_look_item set failure = $3 where id = $2 and run_id = $1 and result is null',
      [runId, itemId, failure],
    );
  }

  private async finish(manager: EntityManager, runId: string): Promise<void> {
    const run = await this.runs.lock(manager, runId);
    if (run?.state !== 'running') return;
    const [left] = await rows<{ done: number; failed: number }>(
      manager,
      `select count(result)::int as done, count(failure)::int as failed from second_look_item where run_id = $1`,
      [runId],
    );
    await this.runs.end(manager, runId, 'done');
    await this.groups.note(manager, ACTOR, run.groupId, 'run_done', { runId, ...left });
  }

  /** Decisions whose own grace period is over stay; they are counted, not hidden. */
  private async takeBack(run: LockedRun): Promise<null> {
    const person = await this.actor(run.undoneBy ?? run.decidedBy);
    const made = await rows<{ id: string; decisionId: string }>(
      this.source.manager,
      `select i.id, d.id as "decisionId" from second_look_item i join decision d on d.id = i.result_decision_id
       where i.run_id = $1 and d.grace_until > clock_timestamp() order by d.grace_until`,
      [run.id],
    );
    for (const item of person ? made : [])
      await inTransaction(this.source, async (manager) => {
        if (person) await this.undos.undo(manager, person, item.decisionId);
        await forget(manager, item.id);
      }).catch(async (error: unknown) => {
        if (!(error instanceof AppError)) throw error;
        await this.source.manager.query('update second_look_item set failure = $2 where id = $1', [
          item.id,
          error.code.toLowerCase(),
        ]);
      });
    await inTransaction(this.source, async (manager) => {
      await this.runs.end(manager, run.id, 'undone');
      const group = await this.groups.lock(manager, run.groupId);
      if (group.state !== 'closed')
        await this.groups.change(manager, ACTOR, group, 'sampled', 'run_undone', { runId: run.id });
    });
    return null;
  }

  /** The person in whose name it is decided, while they still may. */
  private async actor(id: string): Promise<ActingPerson | null> {
    const [found] = await rows<{ roles: Role[] }>(
      this.source.manager,
      `select coalesce(array_agg(r.role) filter (where r.role is not null), '{}') as roles from person p
       left join person_role r on r.person_id = p.id where p.id = $1 and p.status = 'active' group by p.id`,
      [id],
    );
    if (!found || !holds(found.roles, 'appeal.manage')) return null;
    return { kind: 'person', id, roles: found.roles, sessionId: '', secondFactorAt: null };
  }
}

async function forget(manager: EntityManager, itemId: string): Promise<void> {
  await manager.query(
    `update second_look_item set result = null, result_decision_id = null, result_at = null, run_id = null where id = $1`,
    [itemId],
  );
}
