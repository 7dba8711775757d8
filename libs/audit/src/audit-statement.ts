/**
 * Parts of a statement that write the record of what it did. `entries` gives `kind, target_kind, target_id, case_id,
 * subject_id, details jsonb, events jsonb` (a list of topic and payload) in order; `by` are actor_kind, actor_id and
 * request_id. Whoever runs the statement calls `AuditService.recorded` after it.
 */
export function recording(entries: string, by: readonly [kind: string, id: string, requestId: string]): string {
  return `entry as materialized (
    select nextval('audit_event_id_seq'::regclass) as id, e.* from (${entries}) e
  ), written as (
    insert into audit_event (id, kind, actor_kind, actor_id, target_kind, target_id, case_id, subject_id, details, request_id)
    overriding system value
    select id, kind, ${by[0]}, ${by[1]}::uuid, target_kind, target_id, case_id, subject_id, details, ${by[2]} from entry
  ), published as (
    insert into outbox (audit_id, topic, payload)
    select entry.id, event ->> 'topic', event -> 'payload'
    from entry, jsonb_array_elements(entry.events) with ordinality as list(event, place)
    order by entry.id, place
  )`;
}

/** Writes entries given as JSON: $1 the list, $2 actor's kind, $3 actor, $4 request. */
export const RECORD = {
  name: 'record',
  text: `with ${recording(
    `select kind, target_kind, target_id, case_id, subject_id, details, events
     from jsonb_to_recordset($1::jsonb) as e(
       index int, kind text, target_kind text, target_id uuid, case_id uuid, subject_id uuid, details jsonb, events jsonb)
     order by index`,
    ['$2::text', '$3', '$4::text'],
  )} select`,
};
