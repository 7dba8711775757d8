import { Injectable } from '@nestjs/common';
import { DataSource, type EntityManager } from 'typeorm';
import { AuditService } from '@mizan/audit/audit.service.js';
import type { ActingPerson } from '@mizan/foundation/acting.js';
import { rows } from '@mizan/foundation/database.js';
import { DeskSettings } from '@mizan/foundation/desk-settings.service.js';
import { notFound } from '@mizan/foundation/errors.js';
import { onceInOneStatement } from '@mizan/foundation/idempotency.js';
import { isId } from '@mizan/foundation/ids.js';
import { preparedRows } from '@mizan/foundation/prepared-statement.js';
import { currentRequestId } from '@mizan/foundation/request-context.js';
import { CASE_COLUMNS } from './case-row.js';
import { mayGo } from './case-transition-rules.js';
import type { Claim } from './claim.entity.js';
import type { ReviewCase } from './case.entity.js';
import { CLAIM_NEXT, CLAIM_NEXT_ONCE, WHY_EMPTY } from './claim-statement.js';
import { lockCases, step, type LockedCase } from './case-steps.js';
import { caseTaken, independently, wrongState } from './cases.errors.js';
import { caseEvent } from './cases.events.js';
import { QueueAccessService } from './queue-access.service.js';

/** Unseen cases that a person may hold, so that the next one is there without a wait. */
export const MAX_PREFETCHED = 3;

/** A lease as it was given, with the case as it stands under it. */
export interface ClaimedCase extends ReviewCase {
  readonly leaseExpiresAt: Date;
}

const TAKE = `state = 'claimed', claimed_by = $2, lease_token = c.lease_token + 1, prefetched = false, lapsed_from = null,
  lease_expires_at = clock_timestamp() + make_interval(secs => $3)`;

/** `empty`: nothing waits; `all_excluded`: what waits was skipped or opted out of, or is being taken by others. */
export type NothingToClaim = 'empty' | 'all_excluded';

/** A lease as an idempotency key keeps it. */
export interface StoredClaim {
  readonly [member: string]: string | boolean;
  readonly caseId: string;
  readonly leaseToken: string;
  readonly leaseExpiresAt: string;
  readonly prefetched: boolean;
}

/** The lease for the screen. */
export function claimOf(stored: StoredClaim): Claim {
  return {
    caseId: stored.caseId,
    leaseToken: stored.leaseToken,
    leaseExpiresAt: new Date(stored.leaseExpiresAt),
    late: false,
    prefetched: stored.prefetched,
  };
}

/** The same of a case that was claimed just now, which need not be read again. */
function freshClaim(claimed: ClaimedCase): Claim {
  const { id: caseId, leaseToken, leaseExpiresAt, prefetched } = claimed;
  return { caseId, leaseToken, leaseExpiresAt, late: false, prefetched, fresh: claimed };
}

function isFresh(claim: Claim | StoredClaim): claim is Claim {
  return 'fresh' in claim;
}

function storedOf(claimed: ClaimedCase): StoredClaim {
  return {
    caseId: claimed.id,
    leaseToken: claimed.leaseToken,
    leaseExpiresAt: claimed.leaseExpiresAt.toISOString(),
    prefetched: claimed.prefetched,
  };
}

/** Taking cases to work on. */
@Injectable()
export class ClaimsService {
  constructor(
    private readonly source: DataSource,
    private readonly audit: AuditService,
    private readonly access: QueueAccessService,
    private readonly settings: DeskSettings,
  ) {}

  /**
   * Takes the most urgent case of the queue that this person may be served. With `prefetch` it is taken unseen, for
   * a shorter time, and never from a queue that needs two people or is about child safety.
   * Throws NOT_FOUND when the person may not work the queue.
   */
  async claimNext(
    manager: EntityManager,
    person: ActingPerson,
    queueId: string,
    options: { readonly prefetch?: boolean } = {},
  ): Promise<ClaimedCase | NothingToClaim> {
    const values = await this.valuesOf(manager, person, queueId, options.prefetch ?? false);
    const [claimed] = await independently(() => preparedRows<ClaimedCase>(manager, CLAIM_NEXT, values));
    if (!claimed) return this.whyEmpty(manager, person, queueId);
    this.audit.recorded(manager);
    return claimed;
  }

  /** claimNext once for each key, as one statement where there is something to take: the path of every next case. */
  async claimNextOnce(
    person: ActingPerson,
    key: string,
    queueId: string,
    prefetch: boolean,
  ): Promise<Claim | NothingToClaim> {
    if (!isId(queueId)) throw notFound('queue');
    const { manager } = this.source;
    const answer = await onceInOneStatement<Claim, StoredClaim | NothingToClaim>(
      this.source,
      person,
      'claimNext',
      key,
      { queueId, prefetch },
      async (keeping) => {
        const values = [...(await this.valuesOf(manager, person, queueId, prefetch)), ...keeping];
        const [claimed] = await independently(() => preparedRows<ClaimedCase>(manager, CLAIM_NEXT_ONCE, values));
        if (!claimed) return null;
        this.audit.recorded(manager);
        return freshClaim(claimed);
      },
      (inner) => this.claimNextStored(inner, person, queueId, { prefetch }),
    );
    return typeof answer === 'string' || isFresh(answer) ? answer : claimOf(answer);
  }

  /**
   * Takes a case by name. One's own lease is only lengthened. Throws NOT_FOUND when the person may not work its queue,
   * CASE_TAKEN when somebody else holds it, CASE_STATE when it is not open, NOT_INDEPENDENT.
   */
  async claimCase(manager: EntityManager, person: ActingPerson, caseId: string): Promise<ClaimedCase> {
    const [found] = await lockCases(manager, [caseId]);
    if (!found) throw notFound('case');
    await this.access.mustWork(person, found.queueId, manager);
    this.mustBeClaimable(found, person);
    const seconds = await this.settings.get('lease_seconds', manager);
    await independently(() => step(manager, [caseId], TAKE, [person.id, seconds]));
    const [claimed] = await rows<ClaimedCase>(manager, `select ${CASE_COLUMNS} from review_case c where c.id = $1`, [
      caseId,
    ]);
    if (!claimed) throw notFound('case');
    await this.recordClaim(manager, person, claimed);
    return claimed;
  }

  /** claimNext, with an answer that can be kept and turned into a Claim by claimOf. */
  async claimNextStored(
    manager: EntityManager,
    person: ActingPerson,
    queueId: string,
    options: { readonly prefetch?: boolean } = {},
  ): Promise<StoredClaim | NothingToClaim> {
    if (!isId(queueId)) throw notFound('queue');
    const claimed = await this.claimNext(manager, person, queueId, options);
    return typeof claimed === 'string' ? claimed : storedOf(claimed);
  }

  /** claimCase, with an answer that can be kept. */
  async claimCaseStored(manager: EntityManager, person: ActingPerson, caseId: string): Promise<StoredClaim> {
    return storedOf(await this.claimCase(manager, person, caseId));
  }

  /** $1 to $7 of the statement. */
  private async valuesOf(
    manager: EntityManager,
    person: ActingPerson,
    queueId: string,
    prefetch: boolean,
  ): Promise<unknown[]> {
    const seconds = await this.settings.get(prefetch ? 'prefetch_lease_seconds' : 'lease_seconds', manager);
    return [queueId, person.id, person.roles, prefetch, seconds, MAX_PREFETCHED, currentRequestId()];
  }

  private mustBeClaimable(found: LockedCase, person: ActingPerson): void {
    if (mayGo(found.state, 'claimed')) return;
    if (found.state !== 'claimed') throw wrongState(found.state);
    if (found.claimedBy !== person.id && !found.leaseExpired) throw caseTaken();
  }

  private async whyEmpty(manager: EntityManager, person: ActingPerson, queueId: string): Promise<NothingToClaim> {
    const [why] = await rows<{ allowed: boolean; some_open: boolean }>(manager, WHY_EMPTY, [
      queueId,
      person.id,
      person.roles,
    ]);
    if (!why?.allowed) throw notFound('queue');
    return why.some_open ? 'all_excluded' : 'empty';
  }

  private async recordClaim(manager: EntityManager, person: ActingPerson, claimed: ClaimedCase): Promise<void> {
    await this.audit.record(manager, person, {
      kind: 'case.claimed',
      target: { kind: 'case', id: claimed.id },
      caseId: claimed.id,
      subjectId: claimed.subjectId,
      details: { leaseToken: claimed.leaseToken, prefetched: claimed.prefetched },
      events: [caseEvent('claimed', { caseId: claimed.id, queueId: claimed.queueId, personId: person.id })],
    });
  }
}
