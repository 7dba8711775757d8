import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import { AuditService } from '@mizan/audit/audit.service.js';
import { systemActor } from '@mizan/foundation/acting.js';
import { rows } from '@mizan/foundation/database.js';
import { DeskSettings } from '@mizan/foundation/desk-settings.service.js';
import { newId } from '@mizan/foundation/ids.js';
import { COUNT_SCOPE, KEEP_SCOPES, QUEUE_REMAINING, type AlarmScope } from './mass-error-statements.js';
import { isMassError, lowerBound } from './reversal-rate-rules.js';
import { groupEvent, MASS_ERROR_FOUND, SECOND_LOOK_CHANGED } from './second-look.events.js';

const ACTOR = systemActor('mass-error-alarm');

interface Scope {
  readonly kind: AlarmScope;
  readonly id: string;
}

/**
 * The mass-error alarm: when reversals of one policy, detector, moderator, source or campaign cannot be chance any more,
 * everything else that was decided so is queued for a second look, without anybody having to appeal.
 */
@Injectable()
export class MassErrorService {
  constructor(
    private readonly audit: AuditService,
    private readonly settings: DeskSettings,
  ) {}

  /** An appeal was answered. Gives the ids of the groups that this opened. */
  async answered(manager: EntityManager, appealId: string): Promise<string[]> {
    const scopes = await rows<Scope>(manager, KEEP_SCOPES, [appealId]);
    const opened: string[] = [];
    for (const scope of scopes) {
      const groupId = await this.look(manager, scope);
      if (groupId) opened.push(groupId);
    }
    return opened;
  }

  /** Counts a scope and opens its group when the limit is passed; one that is open learns the newest count. */
  private async look(manager: EntityManager, scope: Scope): Promise<string | null> {
    const limit = (await this.settings.get('mass_error_percent', manager)) / 100;
    const least = await this.settings.get('mass_error_least_cases', manager);
    const days = await this.settings.get('mass_error_days', manager);
    const [counted] = await rows<{ decided: number; reversed: number }>(manager, COUNT_SCOPE, [
      scope.kind,
      scope.id,
      days,
    ]);
    if (!counted || !isMassError(counted.reversed, counted.decided, limit, least)) return null;
    const bound = lowerBound(counted.reversed, counted.decided);
    const id = newId();
    const [group] = await rows<{ id: string }>(
      manager,
      `insert into second_look_group (id, scope_kind, scope_id, reason, decided_count, reversed_count, lower_bound, limit_share)
       values ($1, $2, $3, 'mass_error', $4, $5, $6, $7)
       on conflict (scope_kind, scope_id) where state <> 'closed' and reason = 'mass_error'
       do update set decided_count = excluded.decided_count, reversed_count = excluded.reversed_count, lower_bound = excluded.lower_bound
       returning id`,
      [id, scope.kind, scope.id, counted.decided, counted.reversed, bound, limit],
    );
    if (group?.id !== id) return null;
    const [filled] = await rows<{ queued: number }>(manager, QUEUE_REMAINING, [scope.kind, scope.id, id]);
    await this.audit.record(manager, ACTOR, {
      kind: 'second_look.alarm_raised',
      target: { kind: 'second_look_group', id },
      details: { scope: scope.kind, scopeId: scope.id, ...counted, queued: filled?.queued ?? 0 },
      events: [groupEvent(MASS_ERROR_FOUND, id), groupEvent(SECOND_LOOK_CHANGED, id)],
    });
    return id;
  }
}
