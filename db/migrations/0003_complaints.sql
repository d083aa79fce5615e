-- A complaint and everything that happens to it. complaint_id leads every child's key, so that the family of one
-- complaint stays together on a distributed PostgreSQL; foreign keys go to that parent and to reference tables only.
-- customer_id has no foreign key for that reason; customers are never deleted (no grant), only erased.
-- A check passes when it is null, so each says "is true" or "coalesce" where a column may be missing. Times are kept to the
-- millisecond, as the application has them: what it reads and compares is what is stored.

create table imports (
  id uuid primary key,
  file_name text not null,
  source text not null,
  mapping jsonb not null,
  state text not null check (state in ('preview', 'running', 'done', 'failed', 'stopped')),
  started_by uuid references people,
  started_at timestamptz not null,
  finished_at timestamptz,
  read_rows bigint not null default 0,
  stored_rows bigint not null default 0,
  duplicate_rows bigint not null default 0,
  skipped_rows bigint not null default 0,
  rejected_rows bigint not null default 0,
  read_bytes bigint not null default 0,
  total_bytes bigint not null default 0,
  rejects_path text,
  failure text
);

create table potholes (
  id uuid primary key,
  statement text not null check (length(trim(statement)) > 0),
  owner_id uuid not null,
  owner_active boolean not null generated always as (true) stored,
  opened_at timestamptz not null,
  foreign key (owner_id, owner_active) references people (id, active)
);

create table complaints (
  id uuid primary key,
  reference text not null,
  received_at timestamptz(3) not null,
  recorded_at timestamptz(3) not null,
  channel text not null check (channel in ('email', 'web_form', 'phone', 'letter', 'in_person', 'social', 'chat', 'referral', 'api', 'import')),
  language text not null default 'und',
  customer_id uuid,
  title text,
  -- The customer's words, verbatim. Only a source that does not publish them may leave them out.
  text text,
  product_id uuid references products,
  issue_id uuid references issues,
  step_id uuid references journey_steps,
  team_id uuid references teams,
  owner_id uuid not null references people,
  next_update_due timestamptz(3),
  closed_at timestamptz(3),
  closure text check (closure in ('solved', 'no_answer', 'decided', 'withdrawn', 'merged', 'historic')),
  reached_management_at timestamptz(3),
  pothole_id uuid references potholes,
  no_pothole_reason text,
  no_pothole_signed_by uuid,
  no_pothole_signed_as text check (no_pothole_signed_as in ('manager', 'executive')),
  -- The current primary coding, copied here for lists and counts; codings hold the truth.
  cause_class text check (cause_class in ('delivery', 'surprise', 'mismatch', 'unknown')),
  cause_locus text,
  cause_id uuid,
  logged_by uuid references people,
  import_id uuid references imports,
  fields jsonb not null default '{}',
  -- Head of the chain of events: their number (also the version for edits) and the last hash.
  event_count integer not null check (event_count > 0),
  events_head bytea not null,
  -- Rule 1. While open, (owner_id, true) must exist in people: the owner is an active person.
  owner_active boolean generated always as (case when closed_at is null then true end) stored,
  foreign key (owner_id, owner_active) references people (id, active),
  -- Rule 2.
  constraint open_has_next_update check (closed_at is not null or next_update_due is not null),
  constraint next_update_comes check (isfinite(next_update_due) and isfinite(received_at)),
  -- Rule 3, with the table closures below.
  constraint closed_names_closure check ((closed_at is null) = (closure is null)),
  -- Historic is what was closed before it came to us; the day is for sources that do not say their time zone.
  constraint historic_only_from_import check (
    closure is distinct from 'historic' or (import_id is not null and closed_at <= recorded_at + interval '24 hours')),
  -- Rule 4. Whether it could be closed if it had reached management; an event that says it did holds on to this (below).
  management_settled boolean not null generated always as (closed_at is null or pothole_id is not null
    or (no_pothole_signed_by is not null and coalesce(length(btrim(no_pothole_reason, E' \t\r\n')) >= 10, false))) stored,
  unique (id, management_settled),
  constraint management_needs_pothole check (reached_management_at is null or management_settled),
  constraint signature_is_whole check (num_nonnulls(no_pothole_reason, no_pothole_signed_by, no_pothole_signed_as) in (0, 3)),
  foreign key (no_pothole_signed_by, no_pothole_signed_as) references role_grants (person_id, role),
  constraint words_unless_imported check (import_id is not null or coalesce(text ~ '\S', false)),
  -- Rule 8. Nothing but the words of the taxonomy, so no person's name.
  constraint cause_locus_is_a_locus check (cause_locus in ('person', 'system', 'partner', 'product', 'process', 'message', 'need',
    'use', 'expectation', 'fit', 'missed_information')),
  constraint cause_has_class_and_locus check (cause_id is null or (cause_class is not null and cause_locus is not null)),
  foreign key (cause_id, cause_class, cause_locus) references causes (id, class, locus)
);
create index complaints_received on complaints (received_at desc, id desc);
create index complaints_owner_open on complaints (owner_id, next_update_due) where closed_at is null;
create index complaints_open on complaints (received_at desc, id desc) where closed_at is null;
create index complaints_due on complaints (next_update_due, id) where closed_at is null;
create index complaints_customer on complaints (customer_id, received_at desc) where customer_id is not null;
create index complaints_product on complaints (product_id, received_at desc, id desc);
create index complaints_issue on complaints (issue_id, received_at desc, id desc);
create index complaints_cause on complaints (cause_class, cause_id, received_at desc, id desc) where cause_class is not null;

-- Global uniqueness in small tables of their own.
create table complaint_references (
  reference text primary key,
  complaint_id uuid not null
);
create table external_ids (
  source text not null,
  external_id text not null,
  complaint_id uuid not null,
  primary key (source, external_id)
);
create table idempotency_keys (
  actor text not null,
  key text not null,
  request_hash bytea not null,
  complaint_id uuid not null,
  created_at timestamptz not null,
  primary key (actor, key)
);

-- Rule 5. Append-only by grant (see 0006), chained by hash. No personal data here: detail names ids, codes and times.
create table complaint_events (
  complaint_id uuid not null references complaints,
  seq integer not null check (seq > 0),
  at timestamptz(3) not null,
  recorded_at timestamptz(3) not null,
  kind text not null check (kind ~ '^[a-z_]+$'),
  actor_kind text not null check (actor_kind in ('customer', 'person', 'key', 'system', 'import')),
  actor_id uuid,
  detail jsonb not null,
  previous_hash bytea not null,
  hash bytea not null,
  -- Rule 4. An event cannot be taken back: once this one is there, the complaint closes with a pothole or a signature only.
  needs_settling boolean generated always as (case when kind = 'reached_management' then true end) stored,
  primary key (complaint_id, seq),
  constraint management_stays_reached foreign key (complaint_id, needs_settling) references complaints (id, management_settled)
);

-- Words said about a complaint: by the customer (in), to the customer (out), among us (note).
create table messages (
  complaint_id uuid not null references complaints,
  id uuid not null,
  direction text not null check (direction in ('in', 'out', 'note')),
  channel text not null,
  at timestamptz not null,
  author_id uuid references people,
  author_team_id uuid references teams,
  text text not null check (length(text) > 0),
  primary key (complaint_id, id, direction)
);

create table commitments (
  complaint_id uuid not null references complaints,
  id uuid not null,
  text text not null,
  made_at timestamptz not null,
  made_by uuid references people,
  due_at timestamptz not null,
  kept_at timestamptz,
  primary key (complaint_id, id)
);

-- A letter to a customer: queued in the transaction that causes it. Its key is what it is for, so it exists once.
create table letters (
  complaint_id uuid not null references complaints,
  kind text not null check (kind in ('acknowledgement', 'update', 'solution', 'reminder', 'decision')),
  occasion integer not null,
  to_address text not null,
  language text not null,
  subject text not null,
  body text not null,
  queued_at timestamptz not null,
  attempts integer not null default 0,
  next_attempt_at timestamptz not null,
  sending_since timestamptz,
  sent_at timestamptz,
  failure text,
  -- Of reminders, which one it is: the second follows a first that was sent.
  reminder integer check (reminder > 0),
  is_sent boolean not null generated always as (sent_at is not null) stored,
  reminder_before integer generated always as (nullif(reminder - 1, 0)) stored,
  before_is_sent boolean generated always as (case when reminder > 1 then true end) stored,
  primary key (complaint_id, kind, occasion),
  unique (complaint_id, reminder, is_sent),
  constraint reminders_are_numbered check ((kind = 'reminder') = (reminder is not null)),
  constraint reminders_follow_each_other foreign key (complaint_id, reminder_before, before_is_sent)
    references letters (complaint_id, reminder, is_sent),
  foreign key (complaint_id, occasion) references complaint_events (complaint_id, seq)
);
create index letters_waiting on letters (next_attempt_at) where sent_at is null;

-- Rule 3. How a complaint closed and when, with what makes that closure true. Rows are never changed or removed (no grant):
-- a complaint that reopens and closes again has two, and is closed by the one it points to.
create table closures (
  complaint_id uuid not null references complaints,
  closure text not null,
  closed_at timestamptz(3) not null,
  recorded_by uuid references people,
  -- solved, withdrawn: the customer's own words.
  customer_message_id uuid,
  customer_direction text generated always as (case when customer_message_id is not null then 'in' end) stored,
  -- no_answer: how many reminders we said we would send, and the number of the last; it was sent, and so were those before.
  reminders_stated integer,
  last_reminder integer,
  last_reminder_sent boolean generated always as (case when last_reminder is not null then true end) stored,
  -- decided
  reasons text,
  recourse text,
  -- merged
  merged_into_id uuid,
  primary key (complaint_id, closed_at, closure),
  constraint words_are_the_customers foreign key (complaint_id, customer_message_id, customer_direction)
    references messages (complaint_id, id, direction),
  constraint reminders_were_sent foreign key (complaint_id, last_reminder, last_reminder_sent)
    references letters (complaint_id, reminder, is_sent),
  constraint closure_is_earned check ((case closure
    when 'solved' then customer_message_id is not null
    when 'withdrawn' then customer_message_id is not null
    when 'no_answer' then reminders_stated >= 1 and last_reminder >= reminders_stated
    when 'decided' then length(btrim(reasons, E' \t\r\n')) >= 10 and length(btrim(recourse, E' \t\r\n')) >= 10
    when 'merged' then merged_into_id is not null and merged_into_id <> complaint_id
    when 'historic' then true
    else false end) is true)
);
alter table complaints add constraint closed_with_its_closure
  foreign key (id, closed_at, closure) references closures (complaint_id, closed_at, closure) deferrable initially deferred;

create table handovers (
  complaint_id uuid not null references complaints,
  id uuid not null,
  -- Between persons here; between teams when a source told us so.
  from_id uuid references people,
  to_id uuid references people,
  from_team_id uuid references teams,
  to_team_id uuid references teams,
  offered_at timestamptz not null,
  offered_by uuid references people,
  note text,
  answered_at timestamptz,
  answer text check (answer in ('accepted', 'declined', 'withdrawn', 'deactivation', 'imported')),
  decline_reason text,
  -- Who is asked can answer: they leave only after the handover has ended.
  to_active boolean generated always as (case when answered_at is null then true end) stored,
  primary key (complaint_id, id),
  foreign key (to_id, to_active) references people (id, active),
  constraint answered_somehow check ((answered_at is null) = (answer is null)),
  constraint from_one_person_to_another check (answer is not distinct from 'imported' or coalesce(from_id <> to_id, false)),
  constraint declined_with_a_reason check (answer is distinct from 'declined' or coalesce(decline_reason ~ '\S', false))
);
create unique index handovers_one_open on handovers (complaint_id) where answered_at is null;
create index handovers_waiting_for on handovers (to_id) where answered_at is null;

create table routing_rules (
  id uuid primary key,
  position integer not null,
  name text not null,
  active boolean not null default true,
  conditions jsonb not null,
  to_person_id uuid,
  to_person_active boolean generated always as (case when to_person_id is not null then true end) stored,
  to_team_id uuid references teams,
  foreign key (to_person_id, to_person_active) references people (id, active),
  check (num_nonnulls(to_person_id, to_team_id) = 1)
);
