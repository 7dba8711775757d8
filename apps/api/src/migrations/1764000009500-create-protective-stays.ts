import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Protective stays, what declared media were asked first, and the gate that backs them (settled 15, 16, 25, 29). */
export class CreateProtectiveStays1764000009500 implements MigrationInterface {
  readonly name = 'CreateProtectiveStays1764000009500';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(/* sql */ `
-- A measure that was stopped because its subject is or may be protected. The draft is kept as a proposal that is stayed:
-- on the case that waits, or on the stay's own case where nothing waits. Who and why is nowhere here (settled 25).
create table protective_stay (
  id uuid primary key default new_id(),
  number bigint generated always as identity,
  case_id uuid not null references review_case (id),
  subject_id uuid not null references subject (id),
  proposal_id uuid not null references decision_proposal (id),
  -- The decision that went ahead without this subject, or whose order was not sent; a proposal for as long as it is one.
  decision_id uuid references decision (id),
  without_by_proposal_id uuid references decision_proposal (id),
  opened_at timestamptz not null default clock_timestamp(),
  due_at timestamptz not null,
  alarmed_at timestamptz,
  ended_at timestamptz,
  ended_by_decision_id uuid references decision (id),
  constraint protective_stay_number_unique unique (number),
  constraint protective_stay_proposal_unique unique (proposal_id, subject_id),
  constraint protective_stay_end_complete check ((ended_at is null) = (ended_by_decision_id is null))
);
create index protective_stay_case_idx on protective_stay (case_id);
create index protective_stay_subject_idx on protective_stay (subject_id) where ended_at is null;
create index protective_stay_decision_idx on protective_stay (decision_id) where decision_id is not null;
create index protective_stay_without_idx on protective_stay (without_by_proposal_id) where without_by_proposal_id is not null;
create index protective_stay_ended_by_idx on protective_stay (ended_by_decision_id) where ended_by_decision_id is not null;
create index protective_stay_due_idx on protective_stay (due_at) where ended_at is null and alarmed_at is null;
-- What a declared media service was asked before a measure that rests on terms (Regulation (EU) 2024/1083, Art. 18(4)).
create table media_reply (
  id uuid primary key default new_id(),
  case_id uuid not null references review_case (id),
  subject_id uuid not null references subject (id),
  policy_version_id uuid not null references policy_version (id),
  -- What the service is told is meant: [{measure, scope}], and why, in that language.
  measures jsonb not null,
  reasons text not null,
  reasons_language text not null,
  asked_at timestamptz not null default clock_timestamp(),
  due_at timestamptz not null,
  crisis_reason text check (length(crisis_reason) between 1 and 2000),
  shortened_by uuid references person (id),
  replied_at timestamptz,
  reply bytea,
  key_id uuid references personal_key (id),
  recorded_by uuid references person (id),
  constraint media_reply_once unique (case_id, policy_version_id),
  constraint media_reply_due check (due_at <= asked_at + interval '24 hours'),
  constraint media_reply_complete check ((replied_at is null) = (reply is null and recorded_by is null)),
  constraint media_reply_shortened check ((crisis_reason is null) = (shortened_by is null))
);

-- Rows of the record about the case of a stay are for those who may decide it.
create function is_stay_case(asked uuid) returns boolean language sql stable parallel safe as $fn$
  select exists (select from review_case c where c.id = asked and c.kind = 'stay')
$fn$;
-- Roles that may decide measures on protected people: those of the permission protection.decide.
create function protection_deciders() returns text[] language sql immutable as $fn$
  select array['senior_moderator', 'supervisor']
$fn$;
-- Two different people made the decision, and both hold such a role now.
create function decided_for_protected(asked uuid) returns boolean language sql stable as $fn$
  select exists (
    select from decision_participant first join decision_participant second
      on second.decision_id = first.decision_id and second.person_id <> first.person_id and second.role = 'approved'
    where first.decision_id = asked and first.role in ('decided', 'proposed')
      and exists (select from person_role r where r.person_id = first.person_id and r.role = any(protection_deciders()))
      and exists (select from person_role r where r.person_id = second.person_id and r.role = any(protection_deciders())))
$fn$;
-- Backs the gate: what a decision imposes anew on somebody who is or may be protected was decided by two such people.
-- Standing again what the same decision had imposed imposes nothing.
create function check_protected_cover() returns trigger language plpgsql as $fn$
begin
  if exists (select from restriction r where r.id = new.restriction_id and subject_is_protected(r.subject_id)
               and not exists (select from restriction_cover c join restriction before on before.id = c.restriction_id
                               where c.decision_id = new.decision_id and before.subject_id = r.subject_id
                                 and before.measure = r.measure and before.scope = r.scope))
     and not decided_for_protected(new.decision_id) then
    raise exception 'this measure needs two people with the right' using errcode = 'check_violation', constraint = 'restriction_protected_two_people';
  end if;
  return new;
end
$fn$;
create trigger restriction_cover_protected before insert on restriction_cover for each row execute function check_protected_cover();

grant select, insert, update on protective_stay, media_reply to mizan_app;
-- mizan_read gets nothing of them.
`);
  }

  async down(): Promise<void> {
    throw new Error('Migrations run forward only: restore a backup to go back.');
  }
}
