import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import { AuditService, type AuditDetails } from '@mizan/audit/audit.service.js';
import type { CollateralBasis, CollateralClass } from '@mizan/decisions/collateral-finding.entity.js';
import type { ActingPerson, Actor } from '@mizan/foundation/acting.js';
import { rows } from '@mizan/foundation/database.js';
import { notFound } from '@mizan/foundation/errors.js';
import { isId } from '@mizan/foundation/ids.js';
import { holds } from '@mizan/foundation/permissions.js';
import { collateralChanged, collateralState, notIndependent } from './collateral.errors.js';
import { collateralEvent } from './collateral.events.js';
import { mayGo, type CollateralStateName } from './collateral-transition-rules.js';

export interface LockedCollateral {
  readonly id: string;
  readonly platformId: string;
  readonly subjectId: string;
  readonly class: `${CollateralClass}`;
  readonly basis: `${CollateralBasis}`;
  readonly state: CollateralStateName;
  readonly foundBy: string;
  readonly discreet: boolean;
  readonly version: number;
}

/** Locks collateral cases and writes their steps, each with its audit row. */
@Injectable()
export class CollateralRecordService {
  constructor(private readonly audit: AuditService) {}

  /** Null when there is none. */
  async lock(manager: EntityManager, id: string): Promise<LockedCollateral | null> {
    const [found] = await rows<LockedCollateral>(
      manager,
      `select id, platform_id as "platformId", subject_id as "subjectId", class, basis, state, found_by as "foundBy", discreet, version
       from collateral_case where id = $1 for no key update`,
      [id],
    );
    return found ?? null;
  }

  /** Throws NOT_FOUND, also for what the person may not see, and COLLATERAL_CHANGED when it is no longer as they read it. */
  async lockFor(
    manager: EntityManager,
    person: ActingPerson,
    id: string,
    version: number | null,
  ): Promise<LockedCollateral> {
    const found = isId(id) ? await this.lock(manager, id) : null;
    if (!found || (found.discreet && !holds(person.roles, 'protection.reveal'))) throw notFound('collateral case');
    const [seen] = await rows<{ hidden: boolean }>(manager, 'select subject_hidden($1, $2) as hidden', [
      found.subjectId,
      person.id,
    ]);
    if (seen?.hidden !== false) throw notFound('collateral case');
    if (version !== null && found.version !== version) throw collateralChanged(found.version);
    return found;
  }

  /** Whoever had a part in what hurt the person may neither judge nor remedy. Throws NOT_INDEPENDENT. */
  async mustBeIndependent(manager: EntityManager, personId: string, id: string): Promise<void> {
    if (await this.isBarred(manager, personId, id)) throw notIndependent();
  }

  async isBarred(manager: EntityManager, personId: string, id: string): Promise<boolean> {
    const [answer] = await rows<{ barred: boolean }>(manager, 'select is_barred_from_collateral($1, $2) as barred', [
      id,
      personId,
    ]);
    return answer?.barred !== false;
  }

  /** Throws COLLATERAL_STATE when the step does not exist. */
  async go(
    manager: EntityManager,
    actor: Actor,
    collateral: LockedCollateral,
    to: CollateralStateName,
    details: AuditDetails = {},
  ): Promise<void> {
    if (!mayGo(collateral.state, to)) throw collateralState(collateral.state);
    await manager.query(
      `update collateral_case set state = $2, version = version + 1,
         remedied_at = case when $2 = 'remedied' then clock_timestamp() end where id = $1`,
      [collateral.id, to],
    );
    await this.note(manager, actor, collateral, to, { from: collateral.state, ...details });
  }

  /** Something happened to the case. A case that only the register knows of leaves no row beside its subject. */
  async note(
    manager: EntityManager,
    actor: Actor,
    collateral: Pick<LockedCollateral, 'id' | 'subjectId' | 'discreet'>,
    what: string,
    details: AuditDetails = {},
  ): Promise<void> {
    await this.audit.record(manager, actor, {
      kind: `collateral.${what}`,
      target: { kind: 'collateral_case', id: collateral.id },
      subjectId: collateral.discreet ? null : collateral.subjectId,
      details,
      events: [collateralEvent(collateral.id)],
    });
  }
}
