import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import { rows } from '@mizan/foundation/database.js';
import { DeskSettings } from '@mizan/foundation/desk-settings.service.js';
import { canonicalJson, sha256 } from '@mizan/foundation/ids.js';

export type RunState = 'proposed' | 'waiting' | 'running' | 'undoing' | 'done' | 'undone' | 'refused';

/** An answer for many items, locked. */
export interface LockedRun {
  readonly id: string;
  readonly groupId: string;
  readonly outcome: 'upheld' | 'reversed';
  readonly reasons: Readonly<Record<string, string>>;
  readonly rationale: string;
  readonly language: string;
  readonly state: RunState;
  readonly decidedBy: string;
  readonly approvedBy: string | null;
  readonly undoneBy: string | null;
  /** Of the change that a second person is asked about. */
  readonly changeState: string | null;
  readonly undoable: boolean;
  /** Milliseconds until its next step by the database's clock; not positive = now. */
  readonly waitMs: number;
}

/** What was chosen, and what the rules have to know of it. */
export interface ChosenItems {
  readonly itemIds: readonly string[];
  readonly chosen: number;
  /** Restrictions that a reversal would end. */
  readonly restrictions: number;
  /** Restrictions of the group that were reversed before without a second person. */
  readonly alone: number;
  readonly languages: readonly string[];
}

/** Until when orders wait at the longest when nobody answers: proposals lapse after a day. */
const PAUSE_HOURS = 26;

const UNDOABLE = `(r.state in ('proposed', 'waiting', 'running') or (r.state = 'done' and exists (
  select from second_look_item i join decision d on d.id = i.result_decision_id
  where i.run_id = r.id and d.grace_until > clock_timestamp())))`;

/** Reads and writes the rows of runs; audit is the caller's. */
@Injectable()
export class SecondLookRunsService {
  constructor(private readonly settings: DeskSettings) {}

  async lock(manager: EntityManager, id: string): Promise<LockedRun | undefined> {
    const [found] = await rows<LockedRun>(
      manager,
      `select r.id, r.group_id as "groupId", r.outcome, r.reasons, r.rationale, r.rationale_language as language, r.state,
         r.decided_by as "decidedBy", r.approved_by as "approvedBy", r.undone_by as "undoneBy", ${UNDOABLE} as undoable,
         (select c.state from change_proposal c where c.id = r.change_id) as "changeState",
         (extract(epoch from r.due_at - clock_timestamp()) * 1000)::float8 as "waitMs"
       from second_look_run r where r.id = $1 for no key update of r`,
      [id],
    );
    return found;
  }

  /** The run of the group that is not over, if any. */
  async open(manager: EntityManager, groupId: string): Promise<string | undefined> {
    const [found] = await rows<{ id: string }>(
      manager,
      `select id from second_look_run where group_id = $1 and state in ('proposed', 'waiting', 'running', 'undoing')`,
      [groupId],
    );
    return found?.id;
  }

  /** Items of the sample that nobody judged; 1 while no sample was drawn. */
  async unjudged(manager: EntityManager, groupId: string): Promise<number> {
    const [found] = await rows<{ left: number }>(
      manager,
      `select case when count(*) filter (where in_sample) = 0 then 1
         else count(*) filter (where in_sample and judgement is null and result is null) end::int as left
       from second_look_item where group_id = $1`,
      [groupId],
    );
    return found?.left ?? 1;
  }

  /** Items that are not answered, in queues that the person may see. */
  async choose(
    manager: EntityManager,
    runId: string,
    asked: { readonly groupId: string; readonly itemIds: readonly string[] | null; readonly queues: readonly string[] },
  ): Promise<ChosenItems> {
    const [found] = await rows<ChosenItems>(
      manager,
      `with chosen as (
         select i.id, i.decision_id, i.subject_id, i.appeal_id from second_look_item i
         join decision d on d.id = i.decision_id join review_case c on c.id = d.case_id and c.queue_id = any($3::uuid[])
         where i.group_id = $1 and i.result is null and ($2::uuid[] is null or i.id = any($2::uuid[]))
       )
       select coalesce((select array_agg(id order by id) from chosen), '{}') as "itemIds",
         (select count(*) from chosen)::int as chosen,
         (select count(*) from chosen join restriction_cover v on v.decision_id = chosen.decision_id and v.ended_at is null
            join restriction r on r.id = v.restriction_id and r.subject_id = chosen.subject_id)::int as restrictions,
         coalesce((select sum(o.restriction_count) from second_look_run o where o.group_id = $1 and o.id <> $4
            and o.outcome = 'reversed' and o.state = 'done' and o.approved_by is null), 0)::int as alone,
         coalesce((select array_agg(distinct a.language) from chosen join appeal a on a.id = chosen.appeal_id), '{}') as languages`,
      [asked.groupId, asked.itemIds, asked.queues, runId],
    );
    if (!found) throw new Error('The database gave no count.');
    return found;
  }

  async insert(
    manager: EntityManager,
    run: {
      readonly id: string;
      readonly groupId: string;
      readonly outcome: string;
      readonly reasons: Readonly<Record<string, string>>;
      readonly rationale: string;
      readonly language: string;
      readonly decidedBy: string;
      readonly restrictions: number;
      readonly proposed: boolean;
    },
  ): Promise<void> {
    await manager.query(
      `insert into second_look_run (id, group_id, outcome, reasons, rationale, rationale_language, state, decided_by, restriction_count, due_at)
       values ($1, $2, $3, $4::jsonb, $5, $6, $7, $8, $9, clock_timestamp() + make_interval(secs => $10))`,
      [
        run.id,
        run.groupId,
        run.outcome,
        JSON.stringify(run.reasons),
        run.rationale,
        run.language,
        run.proposed ? 'proposed' : 'waiting',
        run.decidedBy,
        run.restrictions,
        await this.settings.get('grace_seconds', manager),
      ],
    );
  }

  async assign(manager: EntityManager, runId: string, itemIds: readonly string[]): Promise<void> {
    await manager.query('update second_look_item set run_id = $1, failure = null where id = any($2::uuid[])', [
      runId,
      itemIds,
    ]);
  }

  /** Hash over what the run is about: a second person signs exactly this list. Hexadecimal. */
  async listOf(manager: EntityManager, runId: string): Promise<string> {
    const items = await rows<{ item: string }>(
      manager,
      `select decision_id || ' ' || subject_id as item from second_look_item where run_id = $1 order by decision_id, subject_id`,
      [runId],
    );
    return sha256(canonicalJson(items.map((each) => each.item))).toString('hex');
  }

  /** A second person is asked; meanwhile no order of these decisions leaves that has not left yet (settled 16). */
  async propose(manager: EntityManager, runId: string, changeId: string): Promise<void> {
    await manager.query(
      `with paused as (
         update platform_order o set next_attempt_at = clock_timestamp() + make_interval(hours => $3)
         from second_look_item i join restriction r on r.subject_id = i.subject_id
         where i.run_id = $1 and o.decision_id = i.decision_id and o.restriction_id = r.id and o.direction = 'apply'
           and o.state in ('waiting', 'deferred')
         returning o.id
       )
       update second_look_run set change_id = $2, paused_orders = coalesce((select array_agg(id) from paused), '{}'),
         due_at = (select expires_at from change_proposal where id = $2)
       where id = $1`,
      [runId, changeId, PAUSE_HOURS],
    );
  }

  /** The grace period starts with the second signature. */
  async approve(manager: EntityManager, runId: string, approverId: string): Promise<void> {
    await manager.query(
      `update second_look_run set state = 'waiting', approved_by = $2, due_at = clock_timestamp() + make_interval(secs => $3)
       where id = $1`,
      [runId, approverId, await this.settings.get('grace_seconds', manager)],
    );
  }

  async takeBack(manager: EntityManager, runId: string, personId: string): Promise<void> {
    await manager.query(
      `update second_look_run set state = 'undoing', undone_by = $2, due_at = clock_timestamp() where id = $1`,
      [runId, personId],
    );
  }

  async start(manager: EntityManager, runId: string): Promise<void> {
    await manager.query(`update second_look_run set state = 'running' where id = $1`, [runId]);
  }

  /** Ends the run and lets go what was held back and still stands. */
  async end(manager: EntityManager, runId: string, state: 'done' | 'undone' | 'refused'): Promise<void> {
    await manager.query(
      `with ended as (
         update second_look_run set state = $2, ended_at = clock_timestamp() where id = $1 returning paused_orders
       )
       update platform_order o set next_attempt_at = greatest(o.not_before, clock_timestamp()) from ended
       where o.id = any(ended.paused_orders) and o.state in ('waiting', 'deferred')`,
      [runId, state],
    );
    if (state !== 'done')
      await manager.query(
        'update second_look_item set run_id = null, failure = null where run_id = $1 and result is null',
        [runId],
      );
  }
}
