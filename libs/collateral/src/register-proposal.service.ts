import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import { mustHold, type ActingPerson } from '@mizan/foundation/acting.js';
import { ProtectionService } from '@mizan/protection/protection.service.js';
import { CollateralRecordService } from './collateral-record.service.js';
import { collateralState } from './collateral.errors.js';

/** Proposes whoever was swept up for the register, so that it does not happen to them again. */
@Injectable()
export class RegisterProposalService {
  constructor(
    private readonly collateral: CollateralRecordService,
    private readonly protection: ProtectionService,
  ) {}

  /**
   * Declares an entry, once. The register writes its own audit row; beside the subject a second one would tell who is in
   * it (settled 25). Throws NOT_FOUND, COLLATERAL_STATE.
   */
  async propose(manager: EntityManager, person: ActingPerson, id: string): Promise<void> {
    mustHold(person, 'protection.declare');
    const collateral = await this.collateral.lockFor(manager, person, id, null);
    if (collateral.state === 'suspected' || collateral.state === 'rejected') throw collateralState(collateral.state);
    await this.protection.proposeEntry(manager, person, {
      subjectId: collateral.subjectId,
      class: collateral.class,
      basis: collateral.basis,
      foundBy: 'collateral',
    });
    await manager.query('update collateral_case set register_entry_proposed = true where id = $1', [id]);
  }
}
