import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Appeals with their messages, files and timed steps; disputes out of court; groups of second looks and their alarm. */
export class CreateAppeals1764000011000 implements MigrationInterface {
  readonly name = 'CreateAppeals1764000011000';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(/* sql */ `
create table appeal (
  id uuid primary key default new_id(),
  number text not null,
  -- HMAC of the secret that goes with the number on the status page; the secret itself is shown once.
  secret_hash bytea not null,
  platform_id uuid not null references platform (id),
  appellant text not null check (appellant in ('affected', 'reporter')),
  -- Whom the appealed decision touched; for a reporter, what they had reported.
  subject_id uuid not null references subject (id),
  decision_id uuid references decision (id),
  flag_id uuid references flag (id),
  basis text not null check (basis in ('visibility', 'service', 'account', 'monetisation', 'notice_refused', 'tf_notice_refused')),
  claimed_status text check (claimed_status in ('journalist', 'newsroom', 'academic', 'researcher', 'counter_terrorism_expert', 'rights_archive', 'artist', 'satirist', 'other')),
  register_class boolean not null default false,
  language text not null,
  -- Personal text under a key of its own: destroying the key is erasing the person.
  key_id uuid not null,
  sealed_reasons bytea,
  sealed_contact bytea,
  -- What the person is told about the outcome.
  sealed_answer bytea,
  verified_by text not null default 'none' check (verified_by in ('none', 'reference', 'platform', 'challenge')),
  source_id uuid references source (id),
  external_id text,
  state text not null default 'received' check (state in ('received', 'acknowledged', 'in_review', 'decided', 'executing', 'closed', 'out_of_court')),
  waiting_for_answer boolean not null default false,
  outcome text check (outcome in ('upheld', 'partially_reversed', 'reversed', 'omitted')),
  omitted_reason text,
  new_restriction boolean not null default false,
  resolution_decision_id uuid references decision (id),
  -- The second look; none when the appeal was omitted at the door (out of its window, or about nothing that stands).
  case_id uuid references review_case (id),
  group_id uuid,
  needs_outside_handler boolean not null default false,
  informed_at timestamptz,
  submitted_at timestamptz not null default clock_timestamp(),
  due_at timestamptz not null,
  acknowledged_at timestamptz,
  decided_at timestamptz,
  notified_at timestamptz,
  closed_at timestamptz,
  version integer not null default 1,
  constraint appeal_number_unique unique (number),
  constraint appeal_about check ((appellant = 'affected') = (basis not in ('notice_refused', 'tf_notice_refused'))),
  constraint appeal_reporter_flag check (appellant = 'affected' or flag_id is not null),
  constraint appeal_decided_complete check ((outcome is not null) = (decided_at is not null)),
  constraint appeal_omitted_reason check ((outcome = 'omitted') is not true or omitted_reason is not null),
  constraint appeal_closed_complete check ((state = 'closed') = (closed_at is not null))
);
create unique index appeal_external_unique on appeal (platform_id, source_id, external_id) where external_id is not null;
-- One open appeal for one decision about one subject by one side. Strangers who name an account (not verified) take nobody's
-- place and learn nothing from a refusal.
create unique index appeal_one_open on appeal (decision_id, subject_id, appellant)
  where decision_id is not null and verified_by <> 'none' and state in ('received', 'acknowledged', 'in_review');
create index appeal_list_idx on appeal (state, due_at, id);
create index appeal_subject_idx on appeal (subject_id, submitted_at);
create index appeal_decision_idx on appeal (decision_id);
create index appeal_case_idx on appeal (case_id);
create index appeal_group_idx on appeal (group_id) where group_id is not null;
create index appeal_decided_idx on appeal (decided_at) where decided_at is not null;

create table appeal_transition (
  from_state text not null,
  to_state text not null,
  primary key (from_state, to_state)
);
insert into appeal_transition (from_state, to_state) values
  ('received', 'acknowledged'), ('received', 'in_review'), ('received', 'decided'),
  ('acknowledged', 'in_review'), ('acknowledged', 'decided'),
  ('in_review', 'decided'),
  ('decided', 'in_review'), ('decided', 'executing'), ('decided', 'closed'),
  ('executing', 'closed'),
  ('closed', 'out_of_court'), ('out_of_court', 'closed'), ('out_of_court', 'executing');
create function check_appeal_transition() returns trigger language plpgsql as $fn$
begin
  if not exists (select from appeal_transition t where t.from_state = old.state and t.to_state = new.state) then
    raise exception 'appeal % cannot go from % to %', old.id, old.state, new.state
      using errcode = 'check_violation', constraint = 'appeal_transition';
  end if;
  return new;
end
$fn$;
create trigger appeal_state_transition before update of state on appeal
  for each row when (old.state is distinct from new.state) execute function check_appeal_transition();

-- What the person asks to be lifted; nothing named = all that the decision imposed on them.
create table appeal_restriction (
  appeal_id uuid not null references appeal (id),
  restriction_id uuid not null references restriction (id),
  -- False for what fell with the person and was lifted with theirs.
  asked boolean not null default true,
  result text check (result in ('upheld', 'reversed')),
  primary key (appeal_id, restriction_id)
);
create index appeal_restriction_restriction_idx on appeal_restriction (restriction_id);

-- Questions of handlers and answers of the person, in the order in which they were written.
create table appeal_message (
  id uuid primary key default new_id(),
  appeal_id uuid not null references appeal (id),
  from_person boolean not null,
  author_id uuid references person (id),
  sealed_text bytea not null,
  written_at timestamptz not null default clock_timestamp(),
  answer_due_at timestamptz,
  answered_at timestamptz,
  constraint appeal_message_author check (from_person = (author_id is null))
);
create index appeal_message_appeal_idx on appeal_message (appeal_id, written_at);
create unique index appeal_message_one_open_question on appeal_message (appeal_id)
  where not from_person and answered_at is null and answer_due_at is not null;

create table appeal_file (
  id uuid primary key default new_id(),
  appeal_id uuid not null references appeal (id),
  message_id uuid references appeal_message (id),
  blob_sha256 bytea not null references blob (sha256),
  sealed_name bytea,
  media_type text not null,
  byte_size bigint not null,
  received_at timestamptz not null default clock_timestamp()
);
create index appeal_file_appeal_idx on appeal_file (appeal_id, received_at);

-- Everything an appeal waits for, as rows: the due view of its life. A job that is lost comes back from here.
create table appeal_step (
  id uuid primary key default new_id(),
  appeal_id uuid not null references appeal (id),
  kind text not null check (kind in ('acknowledge', 'route', 'remind', 'warn_50', 'warn_80', 'breach', 'escalate', 'question_reminder', 'question_timeout', 'execute_check', 'notify', 'close')),
  about_id uuid,
  due_at timestamptz not null,
  done_at timestamptz,
  -- Not needed any more (the appeal was decided, the question answered) before it was due.
  dropped_at timestamptz,
  constraint appeal_step_once unique nulls not distinct (appeal_id, kind, about_id)
);
create index appeal_step_due_idx on appeal_step (due_at) where done_at is null and dropped_at is null;

-- Out-of-court dispute settlement (DSA Art. 21): normally 90 days, at most 180.
create table appeal_dispute (
  id uuid primary key default new_id(),
  appeal_id uuid not null references appeal (id),
  body text not null,
  reference text,
  sent_at timestamptz not null,
  due_at timestamptz not null,
  outcome text check (outcome in ('upheld', 'partially_reversed', 'reversed', 'omitted')),
  outcome_at timestamptz,
  implemented boolean,
  recorded_by uuid not null references person (id),
  version integer not null default 1,
  constraint appeal_dispute_outcome_complete check ((outcome is null) = (outcome_at is null)),
  constraint appeal_dispute_window check (due_at > sent_at and due_at <= sent_at + interval '180 days')
);
create unique index appeal_dispute_open on appeal_dispute (appeal_id) where outcome is null;

-- What a reversal reached that no other table tells: open cases that were told of it, decisions proposed as the same mistake.
create table appeal_cascade (
  appeal_id uuid not null references appeal (id),
  kind text not null check (kind in ('case_told', 'sibling_proposed')),
  target_id uuid not null,
  made_at timestamptz not null default clock_timestamp(),
  primary key (appeal_id, kind, target_id)
);

-- A code that was sent to the account itself, to learn whether it is the account's owner who appeals.
create table appeal_challenge (
  appeal_id uuid primary key references appeal (id),
  code_hash bytea not null,
  sent_at timestamptz not null default clock_timestamp(),
  expires_at timestamptz not null,
  tries integer not null default 0,
  answered_at timestamptz
);

-- Words for the person, by outcome and language, offered to the handler and changed before sending.
create table appeal_reason_template (
  id uuid primary key default new_id(),
  outcome text not null check (outcome in ('upheld', 'partially_reversed', 'reversed', 'omitted')),
  language text not null,
  title text not null,
  body text not null check (length(body) between 1 and 10000),
  version integer not null default 1,
  active boolean not null default true,
  constraint appeal_reason_template_unique unique (outcome, language, title)
);

-- A beginning in every language that people are written to in; what follows it is the handler's.
insert into appeal_reason_template (outcome, language, title, body) values
  ('upheld', 'ar', 'القرار يبقى', 'راجع القرار شخصٌ لم يشارك فيه من قبل، مع كل ما أرسلته. يبقى القرار قائمًا لأن:'),
  ('partially_reversed', 'ar', 'رُفع جزء', 'راجع القرار شخصٌ لم يشارك فيه من قبل. رفعنا جزءًا منه، ويبقى الباقي لأن:'),
  ('reversed', 'ar', 'أخطأنا', 'راجع القرار شخصٌ لم يشارك فيه من قبل. كان القرار خطأً ورُفع كله. نعتذر عمّا سببه لك.'),
  ('omitted', 'ar', 'لا قرار', 'لم نستطع أن نقرر في هذا التظلّم لأن:'),
  ('upheld', 'en', 'The decision stands', 'Somebody who had no part in the decision has looked at it again, with all that you sent. It stands because:'),
  ('partially_reversed', 'en', 'A part is lifted', 'Somebody who had no part in the decision has looked at it again. A part of it is lifted. The rest stands because:'),
  ('reversed', 'en', 'We were wrong', 'Somebody who had no part in the decision has looked at it again. It was wrong, and all of it is lifted. We are sorry for what it did to you.'),
  ('omitted', 'en', 'No decision', 'We could not decide about this appeal because:'),
  ('upheld', 'fr', 'La décision est maintenue', 'Une personne qui n’a pas pris part à la décision l’a réexaminée avec tout ce que vous avez envoyé. Elle est maintenue car :'),
  ('partially_reversed', 'fr', 'Une partie est levée', 'Une personne qui n’a pas pris part à la décision l’a réexaminée. Une partie en est levée. Le reste est maintenu car :'),
  ('reversed', 'fr', 'Nous avions tort', 'Une personne qui n’a pas pris part à la décision l’a réexaminée. Elle était erronée et elle est entièrement levée. Nous regrettons ses conséquences pour vous.'),
  ('omitted', 'fr', 'Aucune décision', 'Nous n’avons pas pu statuer sur ce recours car :'),
  ('upheld', 'ru', 'Решение остаётся в силе', 'Решение заново рассмотрел человек, который в нём не участвовал, со всем, что вы прислали. Оно остаётся в силе, потому что:'),
  ('partially_reversed', 'ru', 'Снято частично', 'Решение заново рассмотрел человек, который в нём не участвовал. Часть его снята. Остальное остаётся в силе, потому что:'),
  ('reversed', 'ru', 'Мы ошиблись', 'Решение заново рассмотрел человек, который в нём не участвовал. Оно было ошибочным и снято полностью. Приносим извинения.'),
  ('omitted', 'ru', 'Без решения', 'Мы не смогли принять решение по этой жалобе, потому что:'),
  ('upheld', 'fa', 'تصمیم پابرجاست', 'کسی که در تصمیم نقشی نداشت آن را با همهٔ آنچه فرستادید دوباره بررسی کرد. تصمیم پابرجاست، زیرا:'),
  ('partially_reversed', 'fa', 'بخشی برداشته شد', 'کسی که در تصمیم نقشی نداشت آن را دوباره بررسی کرد. بخشی از آن برداشته شد. بقیه پابرجاست، زیرا:'),
  ('reversed', 'fa', 'اشتباه کردیم', 'کسی که در تصمیم نقشی نداشت آن را دوباره بررسی کرد. تصمیم نادرست بود و کاملاً برداشته شد. از پیامدهای آن پوزش می‌خواهیم.'),
  ('omitted', 'fa', 'بدون تصمیم', 'نتوانستیم دربارهٔ این اعتراض تصمیم بگیریم، زیرا:'),
  ('upheld', 'tr', 'Karar geçerli', 'Kararda payı olmayan biri, gönderdiğiniz her şeyle birlikte kararı yeniden inceledi. Karar geçerlidir, çünkü:'),
  ('partially_reversed', 'tr', 'Bir bölümü kaldırıldı', 'Kararda payı olmayan biri kararı yeniden inceledi. Bir bölümü kaldırıldı. Kalanı geçerlidir, çünkü:'),
  ('reversed', 'tr', 'Yanıldık', 'Kararda payı olmayan biri kararı yeniden inceledi. Karar yanlıştı ve tümüyle kaldırıldı. Size verdiği zarar için üzgünüz.'),
  ('omitted', 'tr', 'Karar yok', 'Bu itiraz hakkında karar veremedik, çünkü:');

-- An invitation for somebody from outside the team to work one case, where nobody inside may.
create table appeal_invitation (
  id uuid primary key default new_id(),
  appeal_id uuid not null references appeal (id),
  person_id uuid not null references person (id),
  invited_by uuid not null references person (id),
  invited_at timestamptz not null default clock_timestamp(),
  expires_at timestamptz not null,
  ended_at timestamptz,
  constraint appeal_invitation_unique unique (appeal_id, person_id)
);

-- Decisions of one mistake, or appeals of one wave, looked at together; each ends with a record of its own.
create table second_look_group (
  id uuid primary key default new_id(),
  number bigint generated always as identity,
  scope_kind text not null check (scope_kind in ('policy', 'detector', 'moderator', 'source', 'campaign', 'wave')),
  scope_id uuid,
  reason text not null check (reason in ('mass_error', 'appeals', 'person')),
  -- What the alarm saw: decided appeals, reversed ones, exact lower 95 % bound of the reversal rate.
  decided_count integer not null default 0,
  reversed_count integer not null default 0,
  lower_bound double precision not null default 0,
  limit_share double precision not null default 0,
  -- Of a wave: when the decisions were made.
  window_from timestamptz,
  window_to timestamptz,
  state text not null default 'open' check (state in ('open', 'sampled', 'decided', 'closed')),
  sample_size integer,
  sample_seed text,
  opened_by uuid references person (id),
  opened_at timestamptz not null default clock_timestamp(),
  closed_at timestamptz,
  version integer not null default 1,
  constraint second_look_group_number_unique unique (number)
);
create unique index second_look_group_one_open on second_look_group (scope_kind, scope_id) where state <> 'closed' and reason = 'mass_error';
-- What an answered appeal says something about. The alarm counts over these rows, with the outcomes as they stand then.
create table appeal_scope (
  scope_kind text not null check (scope_kind in ('policy', 'detector', 'moderator', 'source', 'campaign')),
  scope_id uuid not null,
  appeal_id uuid not null references appeal (id),
  decided_at timestamptz not null,
  primary key (scope_kind, scope_id, appeal_id)
);
create index appeal_scope_window_idx on appeal_scope (scope_kind, scope_id, decided_at);
-- One answer for many items of a group, carried out item by item once its grace period is over.
create table second_look_run (
  id uuid primary key default new_id(),
  group_id uuid not null references second_look_group (id),
  outcome text not null check (outcome in ('upheld', 'reversed')),
  -- What people are told, by language: {"ar": "…"}.
  reasons jsonb not null,
  rationale text not null,
  rationale_language text not null default 'en',
  state text not null check (state in ('proposed', 'waiting', 'running', 'undoing', 'done', 'undone', 'refused')),
  decided_by uuid not null references person (id),
  approved_by uuid references person (id),
  change_id uuid references change_proposal (id),
  undone_by uuid references person (id),
  restriction_count integer not null,
  -- Orders of the reversed decisions that had not left when a second person was asked; they wait for the answer.
  paused_orders uuid[] not null default '{}',
  due_at timestamptz not null,
  made_at timestamptz not null default clock_timestamp(),
  ended_at timestamptz,
  constraint second_look_run_two_people check (approved_by is null or approved_by <> decided_by)
);
create unique index second_look_run_one_open on second_look_run (group_id) where state in ('proposed', 'waiting', 'running', 'undoing');
create index second_look_run_due_idx on second_look_run (due_at) where state in ('proposed', 'waiting', 'running', 'undoing');
create unique index second_look_run_change_idx on second_look_run (change_id) where change_id is not null;
create index second_look_run_group_idx on second_look_run (group_id, made_at);
create table second_look_item (
  id uuid not null default new_id(),
  group_id uuid not null references second_look_group (id),
  decision_id uuid not null references decision (id),
  subject_id uuid not null references subject (id),
  appeal_id uuid references appeal (id),
  case_id uuid references review_case (id),
  in_sample boolean not null default false,
  judgement text check (judgement in ('right', 'wrong', 'unsure')),
  judged_by uuid references person (id),
  judged_at timestamptz,
  result text check (result in ('upheld', 'partially_reversed', 'reversed')),
  result_decision_id uuid references decision (id),
  result_at timestamptz,
  run_id uuid references second_look_run (id),
  -- Why the last run left it as it is.
  failure text,
  primary key (group_id, decision_id, subject_id),
  constraint second_look_item_id_unique unique (id)
);
create index second_look_item_run_idx on second_look_item (run_id) where run_id is not null;
create index second_look_item_case_idx on second_look_item (case_id) where case_id is not null;
create index second_look_item_result_idx on second_look_item (result_decision_id) where result_decision_id is not null;
-- Nobody judges again what they had a part in, whatever way they come by.
create function refuse_partial_judge() returns trigger language plpgsql as $fn$
begin
  if exists (select from decision_participant p where p.decision_id = new.decision_id and p.person_id = new.judged_by)
      or (new.case_id is not null and is_barred_from_case(new.case_id, new.judged_by)) then
    raise exception 'person % had a part in decision %', new.judged_by, new.decision_id
      using errcode = 'check_violation', constraint = 'second_look_independence';
  end if;
  return new;
end
$fn$;
create trigger second_look_item_independence before insert or update of judged_by on second_look_item
  for each row when (new.judged_by is not null) execute function refuse_partial_judge();
create index second_look_item_decision_idx on second_look_item (decision_id);
create index second_look_item_appeal_idx on second_look_item (appeal_id) where appeal_id is not null;
alter table appeal add constraint appeal_group_fk foreign key (group_id) references second_look_group (id);

grant select on appeal_transition to mizan_app;
grant select, insert on appeal_cascade to mizan_app;
grant select, insert, update on appeal_challenge, appeal, appeal_restriction, appeal_message, appeal_file, appeal_step, appeal_dispute,
  appeal_reason_template, appeal_invitation, appeal_scope, second_look_group, second_look_run, second_look_item to mizan_app;
-- Dashboards count appeals; what people wrote and how they can be reached stays out of their reach.
grant select (id, number, platform_id, appellant, subject_id, decision_id, basis, claimed_status, language, verified_by, source_id,
  state, outcome, new_restriction, case_id, group_id, informed_at, submitted_at, due_at, acknowledged_at, decided_at, notified_at, closed_at)
  on appeal to mizan_read;
grant select on appeal_restriction, appeal_dispute, second_look_group, second_look_item to mizan_read;
`);
  }

  async down(): Promise<void> {
    throw new Error('Migrations run forward only: restore a backup to go back.');
  }
}
