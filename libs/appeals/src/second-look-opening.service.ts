import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import { QueueAccessService } from '@mizan/cases/queue-access.service.js';
import { mustHold, type ActingPerson } from '@mizan/foundation/acting.js';
import { rows } from '@mizan/foundation/database.js';
import { invalid } from '@mizan/foundation/errors.js';
import { isId, newId } from '@mizan/foundation/ids.js';
import { IN_SCOPE, NOT_LOOKED_AT, STANDING } from './mass-error-statements.js';
import { groupEmpty } from './second-look.errors.js';
import { SecondLookGroupService } from './second-look-group.service.js';

/** What somebody wants to be looked at together. Without ids: every open appeal against a decision of the scope. */
export interface AskedGroup {
  readonly decisionIds: readonly string[];
  readonly appealIds: readonly string[];
  readonly scopeKind: string;
  readonly scopeId: string | null;
  /** When the decisions were made; null = no bound. */
  readonly from: Date | null;
  readonly to: Date | null;
}

const BY_HAND = ['policy', 'detector', 'moderator', 'source', 'campaign', 'wave'] as const;
/** Most ids that one request names. */
const MAX_IDS = 5_000;

/** Groups that people put together: appeals or decisions of one mistake, or the appeals of one wave. */
@Injectable()
export class SecondLookOpeningService {
  constructor(
    private readonly groups: SecondLookGroupService,
    private readonly access: QueueAccessService,
  ) {}

  /** Throws INVALID_INPUT (`scopeKind`, `scopeId`, `to`, `decisionIds`, `appealIds`), GROUP_EMPTY. Answers the group's id. */
  async open(manager: EntityManager, person: ActingPerson, asked: AskedGroup): Promise<string> {
    mustHold(person, 'appeal.manage');
    const kind = checked(asked);
    const id = newId();
    const byAppeals = asked.decisionIds.length === 0;
    await manager.query(
      `insert into second_look_group (id, scope_kind, scope_id, reason, window_from, window_to, opened_by)
       values ($1, $2, $3, $4, $5, $6, $7)`,
      [id, kind, asked.scopeId, byAppeals ? 'appeals' : 'person', asked.from, asked.to, person.id],
    );
    const queues = await this.access.visibleQueueIds(person, manager);
    const [made] = await rows<{ items: number }>(
      manager,
      `with chosen as (${byAppeals ? APPEALS : DECISIONS}),
       items as (insert into second_look_item (group_id, decision_id, subject_id, appeal_id, case_id)
         select $3, decision_id, subject_id, appeal_id, case_id from chosen on conflict do nothing returning appeal_id),
       grouped as (update appeal a set group_id = $3, version = a.version + 1 from items where a.id = items.appeal_id)
       select count(*)::int as items from items`,
      byAppeals
        ? [kind, asked.scopeId, id, queues, asked.from, asked.to, asked.appealIds.length > 0 ? asked.appealIds : null]
        : [asked.decisionIds, queues, id],
    );
    const items = made?.items ?? 0;
    if (items === 0) throw groupEmpty();
    await this.groups.note(manager, person, id, 'group_opened', { scope: kind, scopeId: asked.scopeId, items });
    return id;
  }
}

/** Open appeals of whoever was restricted, against what still stands. */
const APPEALS = `select a.decision_id, a.subject_id, a.id as appeal_id, a.case_id
  from appeal a join decision d on d.id = a.decision_id join decision_subject ds on ds.decision_id = d.id and ds.subject_id = a.subject_id
  join review_case own on own.id = d.case_id and own.queue_id = any($4::uuid[])
  where a.appellant = 'affected' and a.state in ('received', 'acknowledged', 'in_review') and not a.waiting_for_answer
    and ($5::timestamptz is null or d.decided_at >= $5) and ($6::timestamptz is null or d.decided_at < $6)
    and (case when $7::uuid[] is null then ${IN_SCOPE} else a.id = any($7::uuid[]) end)
    and ${STANDING} and ${NOT_LOOKED_AT}`;

/** These decisions, about everybody on whom they still hold something, with the appeal of whoever filed one. */
const DECISIONS = `select d.id as decision_id, ds.subject_id, a.id as appeal_id, a.case_id
  from decision d join decision_subject ds on ds.decision_id = d.id
  join review_case own on own.id = d.case_id and own.queue_id = any($2::uuid[])
  left join appeal a on a.decision_id = d.id and a.subject_id = ds.subject_id and a.appellant = 'affected'
    and a.state in ('received', 'acknowledged', 'in_review')
  where d.id = any($1::uuid[]) and ${STANDING} and ${NOT_LOOKED_AT}`;

function checked(asked: AskedGroup): (typeof BY_HAND)[number] {
  const kind = BY_HAND.find((one) => one === asked.scopeKind);
  if (!kind) throw invalid('scopeKind', `One of ${BY_HAND.join(', ')}.`);
  if (asked.scopeId !== null && !isId(asked.scopeId)) throw invalid('scopeId', 'This is not an id.');
  const named = asked.decisionIds.length > 0 || asked.appealIds.length > 0;
  if (kind !== 'wave' && asked.scopeId === null && !named) throw invalid('scopeId', 'Say of which one.');
  if (kind === 'wave' && !named && asked.from === null) throw invalid('from', 'Say from when on.');
  if (asked.from && asked.to && asked.to <= asked.from) throw invalid('to', 'This is before the beginning.');
  if (asked.decisionIds.length > 0 && asked.appealIds.length > 0)
    throw invalid('appealIds', 'Name decisions or appeals, not both.');
  for (const field of ['decisionIds', 'appealIds'] as const)
    if (asked[field].length > MAX_IDS || !asked[field].every(isId))
      throw invalid(field, `At most ${MAX_IDS} ids.`, { max: MAX_IDS });
  return kind;
}
