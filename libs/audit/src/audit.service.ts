import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import type { Actor } from '@mizan/foundation/acting.js';
import { rows } from '@mizan/foundation/database.js';
import { invalid } from '@mizan/foundation/errors.js';
import { isId } from '@mizan/foundation/ids.js';
import { pageOf } from '@mizan/foundation/page-info.js';
import { decodeCursor, encodeCursor, pageSize } from '@mizan/foundation/pagination.js';
import { preparedRows } from '@mizan/foundation/prepared-statement.js';
import { currentRequestId } from '@mizan/foundation/request-context.js';
import type { AuditEvent, AuditFilter, AuditPage } from './audit-event.entity.js';
import { writeBatch, type AuditBatch } from './audit-batch.js';
import { RECORD } from './audit-statement.js';
import { markOutboxWritten } from './outbox-hint.js';

export { recording } from './audit-statement.js';

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

  /** After a statement that recorded by itself and wrote outbox rows. */
  recorded(manager: EntityManager): void {
    markOutboxWritten(manager);
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
    await preparedRows(manager, RECORD, [JSON.stringify(list), actor.kind, actor.id, currentRequestId()]);
    if (entries.some((entry) => entry.events && entry.events.length > 0)) markOutboxWritten(manager);
  }

  /**
   * Records what happened to many cases by one act as one row that names them all; `list` finds it by each of them. A
   * batch of one is the record of that case.
   */
  async recordBatch(manager: EntityManager, actor: Actor, batch: AuditBatch): Promise<void> {
    const [first, second] = batch.cases;
    if (!first) return;
    if (second) return writeBatch(manager, actor, batch);
    const { kind, details, events } = batch;
    const { caseId, subjectId } = first;
    await this.record(manager, actor, {
      kind,
      target: { kind: 'case', id: caseId },
      caseId,
      subjectId,
      details,
      events,
    });
  }

  /**
   * Newest first. A row about many cases is found by each of them, and then shown as the row of that case. Throws INVALID_INPUT naming the field for ids that are none and cursors that are not of this list.
   * The caller has checked that the reader may see what the filter names. With `withoutStays` rows about the cases of
   * protective stays are left out: who reads them knows who may be protected (settled 25).
   */
  async list(
    manager: Pick<EntityManager, 'query'>,
    filter: AuditFilter,
    first?: number | null,
    after?: string | null,
    withoutStays = false,
  ): Promise<AuditPage> {
    const size = pageSize(first);
    const [beforeId] = decodeCursor(after, 1) ?? [null];
    for (const field of ['actorId', 'targetId', 'caseId', 'subjectId'] as const) {
      if (filter[field] && !isId(filter[field])) throw invalid(field, 'This is not an id.');
    }
    const values: unknown[] = [];
    const place = (value: unknown): string => `$${values.push(value)}`;
    const common: string[] = [];
    if (filter.kind) common.push(`e.kind = ${place(filter.kind)}`);
    if (filter.actorId) common.push(`e.actor_id = ${place(filter.actorId)}::uuid`);
    if (filter.from) common.push(`e.at >= ${place(filter.from)}`);
    if (filter.to) common.push(`e.at < ${place(filter.to)}`);
    if (beforeId !== null) common.push(`e.id < ${place(beforeId)}::bigint`);
    const alone = withoutStays ? [...common, '(e.case_id is null or not is_stay_case(e.case_id))'] : [...common];
    const among: string[] = [];
    for (const [id, column, list] of [
      [filter.targetId, 'target_id', 'case_ids'],
      [filter.caseId, 'case_id', 'case_ids'],
      [filter.subjectId, 'subject_id', 'subject_ids'],
    ] as const) {
      if (!id) continue;
      const value = `${place(id)}::uuid`;
      alone.push(`e.${column} = ${value}`);
      among.push(`e.${list} @> array[${value}]`);
    }
    const [caseAt, subjectAt] = [filter.caseId ?? filter.targetId, filter.subjectId].map((id) => place(id ?? null));
    const page = `order by e.id desc limit ${size + 1}`;
    const where = (conditions: readonly string[]): string =>
      conditions.length > 0 ? `where ${conditions.join(' and ')}` : '';
    const found = await rows<AuditEvent>(
      manager,
      `with page as (
         (select e.* from audit_event e ${where(alone)} ${page})
         ${
           // Behind a fence: such rows are few, and walking all of the record for them in its order would not be.
           among.length === 0
             ? ''
             : `union all (select e.* from (select e.* from audit_event e ${where(among)} offset 0) e ${where(common)} ${page})`
         }
       ), placed as (
         select e.*, coalesce(array_position(e.case_ids, ${caseAt}::uuid), array_position(e.subject_ids, ${subjectAt}::uuid)) as place
         from page e
       )
       select e.id::text as id, e.at, e.kind, e.actor_kind as "actorKind", e.actor_id as "actorId",
         e.target_kind as "targetKind", coalesce(e.target_id, e.case_ids[place]) as "targetId",
         coalesce(e.case_id, e.case_ids[place]) as "caseId", coalesce(e.subject_id, e.subject_ids[place]) as "subjectId",
         e.details, e.request_id as "requestId",
         e.xid < coalesce((select to_xid from audit_seal order by id desc limit 1), '0'::xid8) as sealed
       from placed e ${page}`,
      values,
    );
    return pageOf(found, size, (event) => encodeCursor([event.id]));
  }
}
