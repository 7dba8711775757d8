import type { EntityManager } from 'typeorm';
import type { Actor } from '@mizan/foundation/acting.js';
import { currentRequestId } from '@mizan/foundation/request-context.js';
import { sqlArray } from '@mizan/foundation/sql-array.js';
import type { AuditDetails, OutboxEvent } from './audit.service.js';
import { markOutboxWritten } from './outbox-hint.js';

/** The same change of state of many cases by one act. */
export interface AuditBatch {
  readonly kind: string;
  readonly cases: readonly { readonly caseId: string; readonly subjectId: string }[];
  readonly details: AuditDetails;
  readonly events: readonly OutboxEvent[];
}

/** Writes the audit row that names all of the cases, and its outbox rows. */
export async function writeBatch(manager: EntityManager, actor: Actor, batch: AuditBatch): Promise<void> {
  if (batch.events.length > 0) markOutboxWritten(manager);
  const details = { ...batch.details, count: batch.cases.length };
  await manager.query(
    `with written as (
       insert into audit_event (kind, actor_kind, actor_id, target_kind, details, request_id, case_ids, subject_ids)
       values ($1, $2, $3::uuid, 'case', $4::jsonb, $5, $6::uuid[], $7::uuid[]) returning id
     )
     insert into outbox (audit_id, topic, payload)
     select written.id, topic, payload::jsonb
     from written, unnest($8::text[], $9::text[]) with ordinality as event(topic, payload, place) order by place`,
    [
      batch.kind,
      actor.kind,
      actor.id,
      JSON.stringify(actor.kind === 'system' ? { ...details, part: actor.part } : details),
      currentRequestId(),
      sqlArray(batch.cases.map((one) => one.caseId)),
      sqlArray(batch.cases.map((one) => one.subjectId)),
      sqlArray(batch.events.map((event) => event.topic)),
      sqlArray(batch.events.map((event) => JSON.stringify(event.payload))),
    ],
  );
}
