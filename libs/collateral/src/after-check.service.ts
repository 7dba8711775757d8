import { Injectable } from '@nestjs/common';
import { DataSource, type EntityManager } from 'typeorm';
import { AuditService } from '@mizan/audit/audit.service.js';
import type { CollateralBasis, CollateralClass } from '@mizan/decisions/collateral-finding.entity.js';
import { mustHold, systemActor, type ActingPerson } from '@mizan/foundation/acting.js';
import { inTransaction, rows } from '@mizan/foundation/database.js';
import { invalid, notFound } from '@mizan/foundation/errors.js';
import { isId } from '@mizan/foundation/ids.js';
import { ProtectionService, type Standing } from '@mizan/protection/protection.service.js';
import { SignalsService } from '@mizan/protection/signals.service.js';
import { ITEMS, STRETCH } from './after-check-statements.js';
import { CollateralOpeningService } from './collateral-opening.service.js';
import { afterCheckEnded } from './collateral.errors.js';
import { AFTER_CHECK_STARTED } from './collateral.events.js';
import { suspicionOf } from './suspicion-rules.js';

/** Which decisions are looked at again; what is null does not narrow. */
export interface AfterCheckSelection {
  readonly decisionIds: readonly string[] | null;
  readonly policyId: string | null;
  readonly platformId: string | null;
  readonly from: Date | null;
  readonly to: Date | null;
}

/** Subjects that are looked at in one transaction. */
const STRETCH_SIZE = 200;
const ACTOR = systemActor('after-check');

/** Looks again at everything that decisions touched (settled words: after-check). */
@Injectable()
export class AfterCheckService {
  constructor(
    private readonly source: DataSource,
    private readonly openings: CollateralOpeningService,
    private readonly protection: ProtectionService,
    private readonly signals: SignalsService,
    private readonly audit: AuditService,
  ) {}

  /** Freezes whom to look at; the looking is done by the worker. Throws INVALID_INPUT when nothing narrows it. */
  async start(manager: EntityManager, person: ActingPerson, selection: AfterCheckSelection): Promise<string> {
    mustHold(person, 'collateral.work');
    const { decisionIds, policyId, platformId, from, to } = selection;
    if (!decisionIds?.length && policyId === null && platformId === null && from === null && to === null)
      throw invalid('decisionIds', 'Say which decisions to look at: by number, policy, platform or time.');
    for (const [field, ids] of [
      ['decisionIds', decisionIds ?? []],
      ['policyId', policyId === null ? [] : [policyId]],
      ['platformId', platformId === null ? [] : [platformId]],
    ] as const)
      if (ids.some((id) => !isId(id))) throw invalid(field, 'This is no id.');
    const [run] = await rows<{ id: string }>(
      manager,
      'insert into after_check_run (selection, started_by) values ($1, $2) returning id',
      [JSON.stringify({ ...selection, decisionIds: decisionIds?.length ? decisionIds : null }), person.id],
    );
    if (!run) throw new Error('The after-check was not written.');
    await manager.query(ITEMS, [
      run.id,
      JSON.stringify({ ...selection, decisionIds: decisionIds?.length ? decisionIds : null }),
    ]);
    const [counted] = await rows<{ total: number }>(
      manager,
      `update after_check_run set total = (select count(*) from after_check_item where run_id = $1) where id = $1 returning total`,
      [run.id],
    );
    await this.audit.record(manager, person, {
      kind: 'afterCheck.started',
      target: { kind: 'after_check_run', id: run.id },
      details: { policyId, platformId, decisions: decisionIds?.length ?? 0, subjects: counted?.total ?? 0 },
      events: [{ topic: AFTER_CHECK_STARTED, payload: { runId: run.id } }],
    });
    return run.id;
  }

  /** What was found stays. Throws NOT_FOUND, AFTER_CHECK_ENDED. */
  async stop(manager: EntityManager, person: ActingPerson, id: string): Promise<void> {
    mustHold(person, 'collateral.work');
    const [found] = isId(id)
      ? await rows<{ state: string }>(manager, 'select state from after_check_run where id = $1 for update', [id])
      : [];
    if (!found) throw notFound('after-check');
    if (found.state !== 'running') throw afterCheckEnded();
    await this.end(manager, person, id, 'stopped');
  }

  /** Looks at the next stretch; false when the run has ended. */
  advance(runId: string): Promise<boolean> {
    return inTransaction(this.source, async (manager) => {
      const [run] = await rows<{ state: string }>(
        manager,
        'select state from after_check_run where id = $1 for no key update',
        [runId],
      );
      if (run?.state !== 'running') return false;
      const stretch = await rows<Seen>(manager, STRETCH, [runId, STRETCH_SIZE]);
      const standing = await this.protection.standing(
        manager,
        stretch.map((seen) => seen.subjectId),
      );
      let found = 0;
      for (const seen of stretch) if (await this.look(manager, runId, seen, standing)) found += 1;
      await manager.query('update after_check_run set done = done + $2, found = found + $3 where id = $1', [
        runId,
        stretch.length,
        found,
      ]);
      if (stretch.length === STRETCH_SIZE) return true;
      await this.end(manager, null, runId, 'done');
      return false;
    });
  }

  /**
   * True when public facts made the subject suspected. Whom only the register knows gets a case that is hidden from
   * everybody who may not reveal entries, and that the run does not count (settled 25).
   */
  private async look(
    manager: EntityManager,
    runId: string,
    seen: Seen,
    standing: ReadonlyMap<string, Standing>,
  ): Promise<boolean> {
    const reading = this.signals.read({
      name: seen.title,
      bio: seen.description,
      url: null,
      verified: seen.verifiedBadge,
    });
    const suspicion = seen.settledBefore
      ? null
      : suspicionOf({
          verifiedBadge: seen.verifiedBadge,
          claimedStatus: seen.claimedStatus,
          earlierFinding: seen.earlierFinding?.class ?? null,
          signals:
            reading.class === null
              ? null
              : {
                  class: reading.class,
                  reasons: reading.signals.filter(({ code }) => code !== 'verified_badge').map(({ code }) => code),
                },
        });
    const known = !seen.settledBefore && standing.has(seen.subjectId);
    const opened =
      suspicion || known
        ? await this.openings.open(manager, ACTOR, {
            subjectId: seen.subjectId,
            class: suspicion?.class ?? 'other',
            basis: suspicion ? (seen.earlierFinding?.basis ?? 'none') : 'none',
            foundBy: 'after_check',
            decisionId: null,
            appealId: null,
            note: suspicion?.reasons.join(', ') ?? '',
            discreet: !suspicion,
          })
        : null;
    await manager.query(
      `update after_check_item set checked_at = clock_timestamp(), reasons = $3, collateral_case_id = $4
       where run_id = $1 and subject_id = $2`,
      [runId, seen.subjectId, JSON.stringify(suspicion?.reasons ?? []), suspicion ? (opened?.id ?? null) : null],
    );
    return suspicion !== null;
  }

  private async end(
    manager: EntityManager,
    person: ActingPerson | null,
    id: string,
    state: 'done' | 'stopped',
  ): Promise<void> {
    await manager.query('update after_check_run set state = $2, ended_at = clock_timestamp() where id = $1', [
      id,
      state,
    ]);
    await this.audit.record(manager, person ?? ACTOR, {
      kind: `afterCheck.${state === 'done' ? 'finished' : 'stopped'}`,
      target: { kind: 'after_check_run', id },
    });
  }
}

interface Seen {
  readonly subjectId: string;
  readonly title: string | null;
  readonly description: string | null;
  readonly verifiedBadge: boolean;
  readonly claimedStatus: `${CollateralClass}` | null;
  readonly earlierFinding: { readonly class: `${CollateralClass}`; readonly basis: `${CollateralBasis}` } | null;
  /** Judged or made whole before, and nothing was imposed since. */
  readonly settledBefore: boolean;
}
