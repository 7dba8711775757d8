import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import type { Actor } from '@mizan/foundation/acting.js';
import { rows } from '@mizan/foundation/database.js';
import { invalid } from '@mizan/foundation/errors.js';
import { isId } from '@mizan/foundation/ids.js';
import { pageOf } from '@mizan/foundation/page-info.js';
import { decodeCursor, encodeCursor, pageSize } from '@mizan/foundation/pagination.js';
import { currentRequestId } from '@mizan/foundation/request-context.js';
import type { AuditEvent, AuditFilter, AuditPage } from './audit-event.entity.js';
import { markOutboxWritten } from './outbox-hint.js';

/** Codes, ids, counts and hashes. Never names, handles, e-mails or text: those change or must be erasable. */
export type AuditDetails = Readonly<Record<string, string | number | boolean | null | readonly string[]>>;

/** One change of state. `kind` is `noun.pastVerb`; `events` are published to other parts after the commit. */
export interface AuditEntry {
  readonly kind: string;
  readonly target: { readonly kind: string; readonly id: string | null };
  readonly caseId?: string | null;
  readonly subjectId?: string | null;
  readonly details?: AuditDetails;
  readonly events?: readonly OutboxEvent[];
}

/** Ids only: a listener loads what it needs, so that nothing stale is acted on. */
export interface OutboxEvent {
  readonly topic: string;
  readonly payload: Readonly<Record<string, string | number | boolean | null>>;
}

@Injectable()
export class AuditService {
  /** Writes the audit row and its outbox rows in the caller's transaction. */
  async record(manager: EntityManager, actor: Actor, entry: AuditEntry): Promise<void> {
    await this.recordMany(manager, actor, [entry]);
  }

  /** The same for many entries at once, in one statement. */
  async recordMany(manager: EntityManager, actor: Actor, entries: readonly AuditEntry[]): Promise<void> {
    if (entries.length === 0) return;
    const list = entries.map((entry, index) => ({
      index,
      kind: entry.kind,
      target_kind: entry.target.kind,
      target_id: entry.target.id,
      case_id: entry.caseId ?? null,
      subject_id: entry.subjectId ?? null,
      details: actor.kind === 'system' ? { ...entry.details, part: actor.part } : (entry.details ?? {}),
      events: entry.events ?? [],
    }));
    if (entries.some((entry) => entry.events && entry.events.length > 0)) markOutboxWritten(manager);
    await manager.query(
      `with entry as materialized (
         select nextval('audit_event_id_seq'::regclass) as id, e.*
         from jsonb_to_recordset($1::jsonb) as e(
           index int, kind text, target_kind text, target_id uuid, case_id uuid, subject_id uuid, details jsonb, events jsonb)
       ), written as (
         insert into audit_event (id, kind, actor_kind, actor_id, target_kind, target_id, case_id, subject_id, details, request_id)
         overriding system value
         select id, kind, $2, $3::uuid, target_kind, target_id, case_id, subject_id, details, $4 from entry order by index
       )
       insert into outbox (audit_id, topic, payload)
       select entry.id, event ->> 'topic', event -> 'payload'
       from entry, jsonb_array_elements(entry.events) with ordinality as list(event, place)
       order by entry.index, place`,
      [JSON.stringify(list), actor.kind, actor.id, currentRequestId()],
    );
  }

  /**
   * Newest first. Throws INVALID_INPUT naming the field for ids that are none and cursors that are not of this list.
   * The caller has checked that the reader may see what the filter names.
   */
  async list(
    manager: Pick<EntityManager, 'query'>,
    filter: AuditFilter,
    first?: number | null,
    after?: string | null,
  ): Promise<AuditPage> {
    const size = pageSize(first);
    const [beforeId] = decodeCursor(after, 1) ?? [null];
    for (const field of ['actorId', 'targetId', 'caseId', 'subjectId'] as const) {
      if (filter[field] && !isId(filter[field])) throw invalid(field, 'This is not an id.');
    }
    const conditions: string[] = [];
    const values: unknown[] = [];
    const where = (condition: string, value: unknown): void => {
      if (value === null || value === undefined || value === '') return;
      values.push(value);
      conditions.push(condition.replace('?', `$${values.length}`));
    };
    where('e.kind = ?', filter.kind);
    where('e.actor_id = ?', filter.actorId);
    where('e.target_id = ?', filter.targetId);
    where('e.case_id = ?', filter.caseId);
    where('e.subject_id = ?', filter.subjectId);
    where('e.at >= ?', filter.from);
    where('e.at < ?', filter.to);
    where('e.id < ?::bigint', beforeId);
    const found = await rows<AuditEvent>(
      manager,
      `select e.id::text as id, e.at, e.kind, e.actor_kind as "actorKind", e.actor_id as "actorId",
         e.target_kind as "targetKind", e.target_id as "targetId", e.case_id as "caseId", e.subject_id as "subjectId",
         e.details, e.request_id as "requestId",
         e.xid < coalesce((select to_xid from audit_seal order by id desc limit 1), '0'::xid8) as sealed
       from audit_event e ${conditions.length > 0 ? `where ${conditions.join(' and ')}` : ''}
       order by e.id desc limit ${size + 1}`,
      values,
    );
    return pageOf(found, size, (event) => encodeCursor([event.id]));
  }
}
