import type { EntityManager } from 'typeorm';
import { rows } from '@mizan/foundation/database.js';
import type { SubjectRef } from '@mizan/platforms/connectors.service.js';
import type { NoticeKind, NoticeLanguage } from './notice-kinds.js';
import type { DeliveryVerdict } from './notice-retry-rules.js';

/** States in which a notice still has to reach somebody. */
export type OpenState = 'waiting' | 'held' | 'sending';

/** A notice as the worker takes it up, locked. */
export interface DueNotice {
  readonly id: string;
  readonly number: number;
  readonly kind: NoticeKind;
  readonly state: OpenState;
  readonly channel: 'connector' | 'email' | 'by_hand';
  readonly attempts: number;
  readonly language: NoticeLanguage;
  readonly platformId: string;
  readonly subjectId: string | null;
  readonly caseId: string | null;
  readonly keyId: string;
  readonly sealedSubjectLine: Buffer | null;
  readonly sealedBody: Buffer | null;
  readonly sealedAddress: Buffer | null;
  readonly link: string | null;
  readonly paused: boolean;
  /** Where the platform finds the person: by a subject, or by a report that it passed on. */
  readonly subject: SubjectRef | null;
  readonly report: { readonly source: string; readonly externalId: string } | null;
  /** Milliseconds by the database's clock; not positive = now, or no hold. */
  readonly waitMs: number;
  readonly holdMs: number;
}

export async function lockDueNotice(manager: EntityManager, id: string): Promise<DueNotice | null> {
  const [found] = await rows<DueNotice>(
    manager,
    `select n.id, n.number::float8 as number, n.kind, n.state, n.channel, n.attempts, n.language, n.platform_id as "platformId",
       n.subject_id as "subjectId", n.case_id as "caseId", n.key_id as "keyId", n.sealed_subject_line as "sealedSubjectLine",
       n.sealed_body as "sealedBody", n.sealed_address as "sealedAddress", n.link, p.paused,
       (select jsonb_build_object('kind', s.kind, 'nativeId', s.native_id, 'handle', s.handle) from subject s
        where n.recipient_kind = 'subject' and s.id = subject_root(n.recipient_id)) as subject,
       (select jsonb_build_object('source', r.code, 'externalId', f.external_id) from flag f join source r on r.id = f.source_id
        where n.recipient_kind = 'flag' and f.id = n.recipient_id and r.platform_id = n.platform_id) as report,
       (extract(epoch from n.next_attempt_at - clock_timestamp()) * 1000)::float8 as "waitMs",
       coalesce((select (extract(epoch from d.disclosure_hold_until - clock_timestamp()) * 1000)::float8 from decision d
        where d.id = n.decision_id), 0) as "holdMs"
     from notice n join platform p on p.id = n.platform_id
     where n.id = $1 and n.state in ('waiting', 'held', 'sending') for no key update of n`,
    [id],
  );
  return found ?? null;
}

/** Puts the next look off without an attempt, as `state`. */
export async function putOff(manager: EntityManager, id: string, state: OpenState, ms: number): Promise<void> {
  await manager.query(
    `update notice set state = $3, next_attempt_at = clock_timestamp() + make_interval(secs => $2 / 1000.0) where id = $1`,
    [id, ms, state],
  );
}

/** Takes the notice up for `leaseMs`: whoever comes later finds it being sent. Answers the new version, the fence. */
export async function takeUpNotice(manager: EntityManager, id: string, leaseMs: number): Promise<number> {
  const [taken] = await rows<{ version: number }>(
    manager,
    `update notice set state = 'sending', attempts = attempts + 1, version = version + 1,
       next_attempt_at = clock_timestamp() + make_interval(secs => $2 / 1000.0) where id = $1 returning version`,
    [id, leaseMs],
  );
  if (!taken) throw new Error('A locked notice was gone.');
  return taken.version;
}

/** Writes the end of an attempt, unless somebody took the notice over in the meantime (false). */
export async function recordDelivery(
  manager: EntityManager,
  id: string,
  version: number,
  verdict: DeliveryVerdict & { readonly nextMs: number | null; readonly platformRef: string | null },
): Promise<boolean> {
  const written = await rows(
    manager,
    `update notice set state = $3, attempts = $4, outcome_code = $6,
       next_attempt_at = case when $5::float8 is null then next_attempt_at else clock_timestamp() + make_interval(secs => $5::float8 / 1000.0) end,
       sent_at = case when $3 = 'sent' then clock_timestamp() else sent_at end,
       informed_at = case when $3 = 'sent' then clock_timestamp() end, platform_ref = coalesce($7, platform_ref)
     where id = $1 and version = $2 and state = 'sending' returning id`,
    [id, version, verdict.state, verdict.attempts, verdict.nextMs, verdict.code, verdict.platformRef],
  );
  return written.length > 0;
}
