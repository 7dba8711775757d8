import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import { rows } from '@mizan/foundation/database.js';
import { droppedBy, type PlannedStep, type StepKind } from './appeal-step-rules.js';
import type { AppealState } from './appeal-transition-rules.js';

/** A step that is due, locked. */
export interface DueStep {
  readonly id: string;
  readonly appealId: string;
  readonly kind: StepKind;
  readonly aboutId: string | null;
}

/** What appeals wait for, as rows; the job queue only wakes the worker up for them. */
@Injectable()
export class AppealStepsService {
  /** Adds what is not there yet; a step that was dropped or done stays so. */
  async plan(manager: EntityManager, appealId: string, steps: readonly PlannedStep[]): Promise<void> {
    await manager.query(
      `insert into appeal_step (appeal_id, kind, about_id, due_at)
       select $1, s.kind, s."aboutId", s."dueAt"
       from jsonb_to_recordset($2::jsonb) as s(kind text, "aboutId" uuid, "dueAt" timestamptz)
       on conflict (appeal_id, kind, about_id) do nothing`,
      [appealId, JSON.stringify(steps)],
    );
  }

  /** Plans a step that may have been taken or dropped before: it is due again. */
  async restart(manager: EntityManager, appealId: string, step: PlannedStep): Promise<void> {
    await manager.query(
      `insert into appeal_step (appeal_id, kind, about_id, due_at) values ($1, $2, $3, $4)
       on conflict (appeal_id, kind, about_id) do update set due_at = excluded.due_at, done_at = null, dropped_at = null`,
      [appealId, step.kind, step.aboutId, step.dueAt],
    );
  }

  /** The appeal came to this state: what it no longer waits for is dropped. */
  async cameTo(manager: EntityManager, appealId: string, state: AppealState): Promise<void> {
    await this.drop(manager, appealId, droppedBy(state), null);
  }

  /** Drops steps of these kinds, all or only those about one thing. */
  async drop(
    manager: EntityManager,
    appealId: string,
    kinds: readonly StepKind[],
    aboutId: string | null,
  ): Promise<void> {
    await manager.query(
      `update appeal_step set dropped_at = clock_timestamp()
       where appeal_id = $1 and kind = any($2::text[]) and ($3::uuid is null or about_id = $3)
         and done_at is null and dropped_at is null`,
      [appealId, kinds, aboutId],
    );
  }

  /** The step was taken too early: it is due again after so long. */
  async again(manager: EntityManager, id: string, waitMs: number): Promise<void> {
    await manager.query(
      `update appeal_step set done_at = null, due_at = clock_timestamp() + make_interval(secs => $2::double precision / 1000)
       where id = $1`,
      [id, waitMs],
    );
  }

  /**
   * Locks a step that is still to be taken and notes it as done: what follows commits together with it, so that it is
   * taken once. Undefined when it was taken or dropped; milliseconds to wait when it is not yet time.
   */
  async take(manager: EntityManager, id: string): Promise<DueStep | number | undefined> {
    const [found] = await rows<DueStep & { waitMs: number }>(
      manager,
      `select id, appeal_id as "appealId", kind, about_id as "aboutId",
         greatest(0, extract(epoch from due_at - clock_timestamp()) * 1000)::float8 as "waitMs"
       from appeal_step where id = $1 and done_at is null and dropped_at is null for no key update`,
      [id],
    );
    if (!found) return undefined;
    if (found.waitMs > 0) return Math.ceil(found.waitMs);
    await manager.query('update appeal_step set done_at = clock_timestamp() where id = $1', [id]);
    return found;
  }
}
