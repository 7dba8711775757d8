import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import { AuditService } from '@mizan/audit/audit.service.js';
import type { Actor } from '@mizan/foundation/acting.js';
import { rows } from '@mizan/foundation/database.js';
import { stepsOf, type StepKind } from './entry-rules.js';
import { MatchingService } from './matching.service.js';
import { PROTECTION_CHANGED, PROTECTION_RENEWAL_DUE } from './protection.events.js';

interface StepRow {
  id: string;
  kind: StepKind;
  entryId: string;
  due: boolean;
  state: string;
  daysLeft: number;
}

/** What entries wait for: reminders, the end of the term, the end of the month after it. */
@Injectable()
export class ProtectedStepsService {
  constructor(
    private readonly matching: MatchingService,
    private readonly audit: AuditService,
  ) {}

  /** Writes what the entry waits for in this term; what it waited for before is dropped. */
  async begin(
    manager: EntityManager,
    entry: { readonly id: string; readonly term: number; readonly expiresAt: Date },
    now: Date,
  ): Promise<void> {
    await this.drop(manager, entry.id);
    const steps = stepsOf(entry.term === 0 ? 'declared' : 'verified', now, entry.expiresAt);
    await manager.query(
      `insert into protected_step (protected_person_id, term, kind, due_at)
       select $1, $2, s.kind, s."dueAt" from jsonb_to_recordset($3::jsonb) as s(kind text, "dueAt" timestamptz)`,
      [entry.id, entry.term, JSON.stringify(steps)],
    );
  }

  /** For an entry that waits for nothing any more. */
  async drop(manager: EntityManager, entryId: string): Promise<void> {
    await manager.query(
      `update protected_step set dropped_at = clock_timestamp()
       where protected_person_id = $1 and done_at is null and dropped_at is null`,
      [entryId],
    );
  }

  /** Does one step that is due; nothing when it was done, dropped, or is not due yet. */
  async take(manager: EntityManager, actor: Actor, stepId: string): Promise<void> {
    const [step] = await rows<StepRow>(
      manager,
      `select s.id, s.kind, p.id as "entryId", s.due_at <= clock_timestamp() as due, p.state,
         greatest(0, ceil(extract(epoch from p.expires_at - clock_timestamp()) / 86400))::int as "daysLeft"
       from protected_step s join protected_person p on p.id = s.protected_person_id
       where s.id = $1 and s.done_at is null and s.dropped_at is null for update of p, s`,
      [stepId],
    );
    if (!step?.due) return;
    await manager.query('update protected_step set done_at = clock_timestamp() where id = $1', [step.id]);
    if (step.kind === 'expire') await this.expire(manager, actor, step);
    else if (step.kind === 'end') await this.matching.weigh(manager, step.entryId);
    else await this.remind(manager, actor, step);
  }

  private async remind(manager: EntityManager, actor: Actor, { entryId, daysLeft }: StepRow): Promise<void> {
    await manager.query('update protected_person set reminded_at = clock_timestamp() where id = $1', [entryId]);
    await this.audit.record(manager, actor, {
      kind: 'protection.renewalReminded',
      target: { kind: 'protected_person', id: entryId },
      details: { daysLeft },
      events: [{ topic: PROTECTION_RENEWAL_DUE, payload: { entryId, daysLeft } }],
    });
  }

  private async expire(manager: EntityManager, actor: Actor, { entryId, state }: StepRow): Promise<void> {
    if (state === 'expired' || state === 'revoked') return;
    await manager.query(
      `update protected_person set state = 'expired', version = version + 1, changed_at = clock_timestamp() where id = $1`,
      [entryId],
    );
    await this.matching.weigh(manager, entryId);
    await this.audit.record(manager, actor, {
      kind: 'protection.expired',
      target: { kind: 'protected_person', id: entryId },
      details: { from: state },
      events: [{ topic: PROTECTION_CHANGED, payload: { entryId } }],
    });
  }
}
