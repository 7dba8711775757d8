import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import { AuditService } from '@mizan/audit/audit.service.js';
import type { CollateralBasis, CollateralClass } from '@mizan/decisions/collateral-finding.entity.js';
import type { Actor } from '@mizan/foundation/acting.js';
import { rows } from '@mizan/foundation/database.js';
import { notFound } from '@mizan/foundation/errors.js';
import { collateralEvent } from './collateral.events.js';
import { RemedyPlanService } from './remedy-plan.service.js';

/** How somebody was found. */
export interface FoundPerson {
  readonly subjectId: string;
  readonly class: `${CollateralClass}`;
  readonly basis: `${CollateralBasis}`;
  readonly foundBy: 'decision_finding' | 'appeal' | 'after_check' | 'alarm';
  readonly decisionId: string | null;
  readonly appealId: string | null;
  readonly note: string;
  /** Known from the register alone: hidden from whoever may not reveal entries (settled 25). */
  readonly discreet: boolean;
}

/** Opens collateral cases; there is one open case about one person, whoever finds them again. */
@Injectable()
export class CollateralOpeningService {
  constructor(
    private readonly plans: RemedyPlanService,
    private readonly audit: AuditService,
  ) {}

  /** Answers the id of the case, opened now or open already. Throws NOT_FOUND when there is no such subject. */
  async open(manager: EntityManager, actor: Actor, found: FoundPerson): Promise<{ id: string; opened: boolean }> {
    const [made] = await rows<{ id: string; subjectId: string }>(
      manager,
      `insert into collateral_case (platform_id, subject_id, class, basis, found_by, decision_id, appeal_id, note, discreet, opened_by)
       select s.platform_id, s.id, $2, $3, $4, $5, $6, $7, $8, $9 from subject s where s.id = subject_root($1)
       on conflict (subject_id) where state in ('suspected', 'confirmed', 'remedying') do nothing
       returning id, subject_id as "subjectId"`,
      [
        found.subjectId,
        found.class,
        found.basis,
        found.foundBy,
        found.decisionId,
        found.appealId,
        found.note.slice(0, 10_000),
        found.discreet,
        actor.kind === 'person' ? actor.id : null,
      ],
    );
    if (!made) return { id: await this.join(manager, actor, found), opened: false };
    await this.plans.refresh(manager, made);
    await this.plans.runClock(manager, made.id);
    await this.audit.record(manager, actor, {
      // Beside a subject this would tell every reader of the audit who is in the register.
      kind: found.discreet ? 'protection.sweptUp' : 'collateral.opened',
      target: { kind: 'collateral_case', id: made.id },
      ...(found.discreet
        ? {}
        : {
            subjectId: made.subjectId,
            details: { class: found.class, basis: found.basis, foundBy: found.foundBy },
            events: [collateralEvent(made.id)],
          }),
    });
    return { id: made.id, opened: true };
  }

  /** Found again: what was hidden shows as soon as somebody found the person in the open. */
  private async join(manager: EntityManager, actor: Actor, found: FoundPerson): Promise<string> {
    const [open] = await rows<{ id: string; subjectId: string; shown: boolean }>(
      manager,
      `with open as (select id, discreet from collateral_case
         where subject_id = subject_root($1) and state in ('suspected', 'confirmed', 'remedying') for no key update)
       update collateral_case c set discreet = c.discreet and $2, version = c.version + (o.discreet and not $2)::int,
         class = case when o.discreet and not $2 then $3 else c.class end,
         basis = case when o.discreet and not $2 then $4 else c.basis end,
         note = case when o.discreet and not $2 then $5 else c.note end,
         decision_id = coalesce(c.decision_id, $6), appeal_id = coalesce(c.appeal_id, $7)
       from open o where c.id = o.id returning c.id, c.subject_id as "subjectId", o.discreet and not $2 as shown`,
      [
        found.subjectId,
        found.discreet,
        found.class,
        found.basis,
        found.note.slice(0, 10_000),
        found.decisionId,
        found.appealId,
      ],
    );
    // Neither opened nor open: there is nobody to open it about.
    if (!open) throw notFound('subject');
    await this.plans.refresh(manager, open);
    await this.plans.runClock(manager, open.id);
    if (open.shown || !found.discreet)
      await this.audit.record(manager, actor, {
        kind: open.shown ? 'collateral.opened' : 'collateral.foundAgain',
        target: { kind: 'collateral_case', id: open.id },
        subjectId: open.subjectId,
        details: { foundBy: found.foundBy },
        events: [collateralEvent(open.id)],
      });
    return open.id;
  }
}
