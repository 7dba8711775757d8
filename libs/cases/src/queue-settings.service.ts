import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import { AuditService } from '@mizan/audit/audit.service.js';
import type { ActingPerson } from '@mizan/foundation/acting.js';
import { rows } from '@mizan/foundation/database.js';
import { AppError, invalid, notFound, violatedConstraint } from '@mizan/foundation/errors.js';
import { holds, type Role } from '@mizan/foundation/permissions.js';
import type { MeasureCode } from '@mizan/policies/measure.entity.js';
import { DeskRulesService } from './desk-rules.service.js';
import { checkTexts } from '@mizan/policies/policies.service.js';
import { QueueAccessService } from './queue-access.service.js';
import type { QueueKind } from './queue.entity.js';

/** What a supervisor sets of a queue. Without `id` a new one is made; `version` is the one that was read. */
export interface QueueInput {
  readonly id: string | null;
  readonly code: string;
  readonly names: unknown;
  readonly kind: QueueKind;
  readonly twoPerson: boolean;
  readonly hiddenMeasures: readonly MeasureCode[];
  readonly escalationQueueId: string | null;
  readonly active: boolean;
  readonly version: number | null;
}

const CODE = /^[a-z0-9][a-z0-9_-]{0,62}$/;

/** Setting up queues and who works them. */
@Injectable()
export class QueueSettingsService {
  constructor(
    private readonly audit: AuditService,
    private readonly access: QueueAccessService,
    private readonly deskRules: DeskRulesService,
  ) {}

  /**
   * Makes or changes a queue; answers its id. The code stays, and the kind of a queue that has cases.
   * Throws INVALID_INPUT with the field, NOT_FOUND, STALE_VERSION, QUEUE_IN_USE.
   */
  async save(manager: EntityManager, person: ActingPerson, input: QueueInput): Promise<string> {
    const names = checkTexts('names', input.names, 120);
    if (input.escalationQueueId !== null) await this.checkEscalation(manager, input);
    const id = input.id ? await this.change(manager, input, names) : await this.make(manager, input, names);
    await this.audit.record(manager, person, {
      kind: input.id ? 'queue.changed' : 'queue.created',
      target: { kind: 'queue', id },
      details: {
        code: input.code,
        kind: input.kind,
        twoPerson: input.twoPerson,
        active: input.active,
        hiddenMeasures: input.hiddenMeasures,
        escalationQueueId: input.escalationQueueId,
      },
    });
    this.forget();
    return id;
  }

  /**
   * Says who may work a queue, whole roles and people by name; replaces what was. Child safety: people only.
   * Throws NOT_FOUND, INVALID_INPUT (`roles`, `personIds`).
   */
  async setAccess(
    manager: EntityManager,
    person: ActingPerson,
    queueId: string,
    roles: readonly Role[],
    personIds: readonly string[],
  ): Promise<void> {
    const [queue] = await rows<{ kind: string }>(manager, 'select kind from queue where id = $1 for no key update', [
      queueId,
    ]);
    if (!queue) throw notFound('queue');
    if (queue.kind === 'child_safety' && roles.length > 0) {
      throw invalid('roles', 'A queue about child safety is open to people by name only.');
    }
    if (queue.kind === 'stay' && !roles.every((role) => holds([role], 'protection.decide'))) {
      throw invalid('roles', 'Protective stays are for roles that may decide about protected people.');
    }
    const known = await rows<{ id: string }>(manager, 'select id from person where id = any($1::uuid[])', [personIds]);
    if (known.length < new Set(personIds).size) throw invalid('personIds', 'There is no such person.');
    await manager.query(
      `delete from queue_access where queue_id = $1
         and not coalesce(role = any($2::text[]), false) and not coalesce(person_id = any($3::uuid[]), false)`,
      [queueId, roles, personIds],
    );
    await manager.query(
      `insert into queue_access (queue_id, role, person_id)
       select $1::uuid, role, null from unnest($2::text[]) role
       union all select $1::uuid, null, person_id from unnest($3::uuid[]) person_id
       on conflict do nothing`,
      [queueId, [...new Set(roles)], [...new Set(personIds)]],
    );
    await this.audit.record(manager, person, {
      kind: 'queue.accessChanged',
      target: { kind: 'queue', id: queueId },
      details: { roles, personIds },
    });
    this.forget();
  }

  private async make(manager: EntityManager, input: QueueInput, names: Record<string, string>): Promise<string> {
    if (!CODE.test(input.code)) throw invalid('code', 'Lower-case letters, digits, - and _.', { pattern: CODE.source });
    try {
      const [made] = await rows<{ id: string }>(
        manager,
        `insert into queue (code, name, kind, two_person, hidden_measures, escalation_queue_id, active, position)
         values ($1, $2::jsonb, $3, $4, $5, $6, $7, (select coalesce(max(position), 0) + 1 from queue)) returning id`,
        [input.code, JSON.stringify(names), ...settings(input)],
      );
      if (!made) throw new Error('The queue was not made.');
      await manager.query('insert into queue_head (queue_id) values ($1)', [made.id]);
      await manager.query('insert into queue_count (queue_id) values ($1)', [made.id]);
      return made.id;
    } catch (error) {
      if (violatedConstraint(error) !== 'queue_code_unique') throw error;
      throw invalid('code', 'There is a queue with this code.', { reason: 'taken' });
    }
  }

  private async change(manager: EntityManager, input: QueueInput, names: Record<string, string>): Promise<string> {
    const [found] = await rows<{ version: number; kind: string; used: boolean }>(
      manager,
      `select version, kind, exists (select from review_case where queue_id = queue.id) as used
       from queue where id = $1 for no key update`,
      [input.id],
    );
    if (!found || input.id === null) throw notFound('queue');
    if (found.version !== input.version) {
      throw new AppError('STALE_VERSION', 'conflict', 'The queue was changed by somebody else.', {
        what: 'queue',
        version: found.version,
      });
    }
    if (found.used && found.kind !== input.kind) {
      throw new AppError('QUEUE_IN_USE', 'conflict', 'A queue that has had cases keeps its kind.', { field: 'kind' });
    }
    await manager.query(
      `update queue set name = $2::jsonb, kind = $3, two_person = $4, hidden_measures = $5, escalation_queue_id = $6,
         active = $7, version = version + 1 where id = $1`,
      [input.id, JSON.stringify(names), ...settings(input)],
    );
    if (input.kind === 'child_safety') {
      await manager.query('delete from queue_access where queue_id = $1 and role is not null', [input.id]);
    }
    return input.id;
  }

  private async checkEscalation(manager: EntityManager, input: QueueInput): Promise<void> {
    if (input.escalationQueueId === input.id)
      throw invalid('escalationQueueId', 'A queue does not escalate to itself.');
    const [target] = await rows<{ kind: string }>(manager, 'select kind from queue where id = $1', [
      input.escalationQueueId,
    ]);
    if (!target) throw invalid('escalationQueueId', 'There is no such queue.');
    if (input.kind === 'child_safety' && target.kind !== 'child_safety') {
      throw invalid('escalationQueueId', 'Child safety escalates only to a queue of its kind.');
    }
  }

  private forget(): void {
    this.access.forget();
    this.deskRules.forget();
  }
}

function settings(input: QueueInput): unknown[] {
  return [input.kind, input.twoPerson, input.hiddenMeasures, input.escalationQueueId, input.active];
}
