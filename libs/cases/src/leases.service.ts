import { Injectable } from '@nestjs/common';
import { DataSource, type EntityManager } from 'typeorm';
import { AuditService } from '@mizan/audit/audit.service.js';
import type { ActingPerson, Actor } from '@mizan/foundation/acting.js';
import { rows } from '@mizan/foundation/database.js';
import { DeskSettings } from '@mizan/foundation/desk-settings.service.js';
import { invalid, notFound } from '@mizan/foundation/errors.js';
import { BACK_TO_OPEN, lockCases, step, type LockedCase, type SteppedCase } from './case-steps.js';
import { caseChanged, leaseLost, wrongState } from './cases.errors.js';
import { caseEvent, type CaseChangeKind } from './cases.events.js';
import { judgeLease } from './lease-rules.js';
import { QueueAccessService } from './queue-access.service.js';

/** A lease that a person shows. */
export interface HeldLease {
  readonly caseId: string;
  readonly leaseToken: string;
}

export interface RenewalAnswer {
  readonly caseId: string;
  readonly ok: boolean;
  readonly leaseExpiresAt: Date | null;
  /** Who holds the case now, when it is somebody else. */
  readonly takenBy: string | null;
}

/** Keeping a lease, giving a case back, setting it aside. */
@Injectable()
export class LeasesService {
  constructor(
    private readonly dataSource: DataSource,
    private readonly audit: AuditService,
    private readonly access: QueueAccessService,
    private readonly settings: DeskSettings,
  ) {}

  /**
   * The heartbeat: lengthens the leases that the person still holds, those not yet opened by the shorter time. The case
   * `opened` (its text is painted) gets a full lease. Never throws for a lease that was lost: it says so.
   */
  async renew(
    person: ActingPerson,
    leases: readonly HeldLease[],
    opened: string | null = null,
  ): Promise<RenewalAnswer[]> {
    const found = await rows<{ id: string; ok: boolean; until: Date | null; taken_by: string | null }>(
      this.dataSource.manager,
      `with shown as (
         select * from unnest($2::uuid[], $3::bigint[]) as s(id, token)
       ), locked as materialized (
         select c.id from review_case c join shown s on s.id = c.id
         where c.state = 'claimed' and c.claimed_by = $1 and c.lease_token = s.token order by c.id for no key update of c
       ), renewed as (
         update review_case c set prefetched = c.prefetched and c.id is distinct from $4::uuid,
           lease_expires_at = clock_timestamp() + make_interval(secs =>
             case when c.prefetched and c.id is distinct from $4::uuid then $6::double precision else $5 end)
         from locked where c.id = locked.id returning c.id, c.lease_expires_at
       )
       select s.id, renewed.id is not null as ok, renewed.lease_expires_at as until,
              case when renewed.id is null and c.queue_id = any($7::uuid[]) then nullif(c.claimed_by, $1) end as taken_by
       from shown s left join renewed on renewed.id = s.id left join review_case c on c.id = s.id`,
      [
        person.id,
        leases.map((lease) => lease.caseId),
        leases.map((lease) => lease.leaseToken),
        opened,
        await this.settings.get('lease_seconds'),
        await this.settings.get('prefetch_lease_seconds'),
        await this.access.visibleQueueIds(person),
      ],
    );
    return found.map((row) => ({ caseId: row.id, ok: row.ok, leaseExpiresAt: row.until, takenBy: row.taken_by }));
  }

  /** Gives a case back to its queue. Throws NOT_FOUND, CASE_LEASE_LOST. */
  async release(manager: EntityManager, person: ActingPerson, lease: HeldLease): Promise<void> {
    await this.mustHold(manager, person, lease);
    await this.backToQueue(manager, person, [lease.caseId], 'released');
  }

  /**
   * Gives a case back and is not served it again for as long as Settings say; an assignment to this person ends.
   * Throws NOT_FOUND, CASE_LEASE_LOST, INVALID_INPUT (field `reason`).
   */
  async skip(manager: EntityManager, person: ActingPerson, lease: HeldLease, reason: string): Promise<void> {
    const words = checkReason(reason);
    await this.mustHold(manager, person, lease);
    await manager.query(
      `insert into claim_exclusion (person_id, case_id, reason, words, until)
       values ($1, $2, 'skipped', $3, clock_timestamp() + make_interval(hours => $4))
       on conflict (person_id, case_id, reason) where case_id is not null
       do update set words = excluded.words, until = excluded.until, created_at = clock_timestamp()`,
      [person.id, lease.caseId, words, await this.settings.get('skip_hours', manager)],
    );
    await this.backToQueue(
      manager,
      person,
      [lease.caseId],
      'skipped',
      'assigned_to = nullif(c.assigned_to, c.claimed_by)',
    );
  }

  /** How many cases each of these people holds; who holds none is left out. */
  async countsOf(personIds: readonly string[]): Promise<Map<string, number>> {
    const counted = await rows<{ id: string; count: number }>(
      this.dataSource.manager,
      `select claimed_by as id, count(*)::int as count from review_case
       where claimed_by = any($1::uuid[]) and state = 'claimed' group by claimed_by`,
      [personIds],
    );
    return new Map(counted.map((row) => [row.id, row.count]));
  }

  /** Ends all leases of a person, e.g. for a break or when they were disabled; answers how many. */
  async releaseAll(manager: EntityManager, actor: Actor, personId: string): Promise<number> {
    const held = await rows<{ id: string }>(
      manager,
      `select id from review_case where claimed_by = $1 and state = 'claimed' order by id for no key update`,
      [personId],
    );
    await this.backToQueue(
      manager,
      actor,
      held.map((row) => row.id),
      'released',
    );
    return held.length;
  }

  /** The case, locked, when the person holds it. Throws NOT_FOUND, CASE_LEASE_LOST, CASE_STATE, CASE_CHANGED. */
  async mustHold(
    manager: EntityManager,
    person: ActingPerson,
    lease: HeldLease,
    version: number | null = null,
  ): Promise<LockedCase> {
    const [found] = await lockCases(manager, [lease.caseId]);
    if (!found) throw notFound('case');
    const answer = judgeLease(found, { personId: person.id, leaseToken: lease.leaseToken, version });
    if (answer === 'held') return found;
    await this.access.mustSee(person, found.queueId, manager);
    if (answer === 'decided') throw wrongState(found.state);
    if (answer === 'changed') throw caseChanged(found.version);
    if (answer === 'lost' || found.state !== 'claimed') throw leaseLost();
    return found;
  }

  private async backToQueue(
    manager: EntityManager,
    actor: Actor,
    ids: readonly string[],
    what: CaseChangeKind,
    alsoSet?: string,
  ): Promise<void> {
    if (ids.length === 0) return;
    const changed = await step(manager, ids, alsoSet ? `${BACK_TO_OPEN}, ${alsoSet}` : BACK_TO_OPEN);
    await this.audit.recordMany(
      manager,
      actor,
      changed.map((one) => stepEntry(actor, what, one)),
    );
  }
}

/** 1 to 500 characters. Throws INVALID_INPUT (field `reason`). */
export function checkReason(reason: string): string {
  const words = reason.trim();
  if (words.length < 1 || words.length > 500) throw invalid('reason', 'A reason has 1 to 500 characters.');
  return words;
}

/** The audit row of a step; the reason's words stay out of it. */
export function stepEntry(
  actor: Actor,
  what: CaseChangeKind,
  one: Pick<SteppedCase, 'id' | 'subjectId' | 'queueId'>,
  details: Readonly<Record<string, string | number | boolean | null>> = {},
  fromQueueId: string | null = null,
) {
  return {
    kind: `case.${what}`,
    target: { kind: 'case', id: one.id },
    caseId: one.id,
    subjectId: one.subjectId,
    details: { queueId: one.queueId, ...details },
    events: [
      caseEvent(what, {
        caseId: one.id,
        queueId: one.queueId,
        fromQueueId,
        personId: actor.kind === 'person' ? actor.id : null,
      }),
    ],
  };
}
