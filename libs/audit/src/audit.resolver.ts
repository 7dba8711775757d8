import { Args, ID, Int, Mutation, Query, Resolver } from '@nestjs/graphql';
import { DataSource } from 'typeorm';
import { Acting } from '@mizan/foundation/acting.decorator.js';
import type { ActingPerson } from '@mizan/foundation/acting.js';
import { once } from '@mizan/foundation/idempotency.js';
import { holds, Requires } from '@mizan/foundation/permissions.js';
import { AuditEvent, AuditFilter, AuditPage, AuditVerification } from './audit-event.entity.js';
import { AuditVerifier } from './audit-verifier.service.js';
import { AuditService } from './audit.service.js';

/** Searching and verifying the record. */
@Requires('audit.read')
@Resolver(() => AuditEvent)
export class AuditResolver {
  constructor(
    private readonly source: DataSource,
    private readonly record: AuditService,
    private readonly verifier: AuditVerifier,
  ) {}

  @Query(() => AuditPage)
  audit(
    @Acting() person: ActingPerson,
    @Args('filter', { type: () => AuditFilter, nullable: true }) filter: AuditFilter | null,
    @Args('first', { type: () => Int, nullable: true }) first: number | null,
    @Args('after', { type: () => String, nullable: true }) after: string | null,
  ): Promise<AuditPage> {
    return this.record.list(this.source.manager, filter ?? {}, first, after, !holds(person.roles, 'protection.decide'));
  }

  @Mutation(() => AuditVerification)
  async verifyAudit(
    @Acting() person: ActingPerson,
    @Args('key', { type: () => ID }) key: string,
  ): Promise<AuditVerification> {
    // Outside the transaction: an open one would keep new rows from being sealed for as long as it takes.
    const { ok, checkedRows, checkedSeals, unsealedRows, firstBad, truncationExcluded, tookMs } =
      await this.verifier.verify();
    return once(this.source, person, 'verifyAudit', key, null, async (manager) => {
      const target = { kind: 'audit', id: null };
      await this.record.record(manager, person, {
        kind: 'audit.verified',
        target,
        details: { ok, checkedRows, checkedSeals, truncationExcluded },
      });
      return { ok, checkedRows, checkedSeals, unsealedRows, firstBad, truncationExcluded, tookMs };
    });
  }
}
