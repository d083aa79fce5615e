-- The record of a pothole: what keeps hurting customers, who repairs it by when, and how far that has come.

-- Which complaints are counted, as filters of the list of complaints. Never changed: another rule is another row, so what was
-- counted before a fix and after it is the same.
create table counted_rules (
  id uuid primary key,
  filters jsonb not null unique check (jsonb_typeof(filters) = 'object' and filters <> '{}'),
  -- When the past was counted; from then on a day is counted again when something on it changes.
  counted_at timestamptz(3)
);
grant select, insert on counted_rules to :app_role;
grant update (counted_at) on counted_rules to :app_role;

-- Days without such complaints have no row.
create table counted_days (
  rule_id uuid not null references counted_rules,
  day date not null,
  n integer not null check (n > 0),
  primary key (rule_id, day)
);
grant select, insert, delete on counted_days to :app_role;

alter table potholes
  add column name text,
  add column rule_id uuid references counted_rules,
  add column opened_by uuid references people,
  add column origin text not null default 'hand' check (origin in ('hot_spot', 'alarm', 'theme', 'escalation', 'constraint', 'selection', 'split', 'hand')),
  -- What it was opened from: the id of the alarm, complaint, note or pothole; `product id` and so on of a hot spot.
  add column origin_ref text check (length(origin_ref) <= 200),
  add column due_on date,
  add column harm text[] not null default '{}' check (harm <@ array['money', 'time', 'safety', 'distress']),
  add column harm_note text check (length(harm_note) <= 2000),
  -- What it costs a customer who is hit, on average, as far as the company knows.
  add column loss_each numeric check (loss_each >= 0),
  add column currency text check (currency ~ '^[A-Z]{3}$'),
  -- How far it has come; each set by what was done, and taken back when it was undone.
  add column understood_at timestamptz(3),
  add column agreed_at timestamptz(3),
  add column live_at timestamptz(3),
  add column proven_at timestamptz(3),
  add column told_at timestamptz(3),
  add column reopened_at timestamptz(3),
  add column closed_at timestamptz(3),
  add column closing text check (closing in ('repaired', 'not_repaired', 'merged')),
  add column closing_reason text,
  add column closed_by uuid,
  add column closed_as text check (closed_as in ('manager', 'executive')),
  add column merged_into_id uuid references potholes,
  add column version integer not null default 1 check (version > 0),
  add constraint loss_has_currency check ((loss_each is null) = (currency is null)),
  add constraint closed_somehow check ((closed_at is null) = (closing is null)),
  add constraint repaired_is_proven_and_told check (closing is distinct from 'repaired' or (proven_at is not null and told_at is not null)),
  -- Not to repair is a manager's decision, signed and with its reason.
  add constraint not_repaired_is_signed check (closing is distinct from 'not_repaired'
    or (closed_by is not null and closed_as is not null and coalesce(length(btrim(closing_reason, E' \t\r\n')) >= 10, false))),
  add constraint merged_into_another check ((closing is not distinct from 'merged') = (merged_into_id is not null) and merged_into_id is distinct from id),
  add foreign key (closed_by, closed_as) references role_grants (person_id, role);
update potholes set name = left(btrim(statement), 160), due_on = (opened_at + interval '90 days')::date;
alter table potholes
  alter column name set not null,
  alter column due_on set not null,
  add check (length(btrim(name)) between 1 and 160),
  add check (length(statement) <= 4000);
create index potholes_open on potholes (due_on, id) where closed_at is null;

-- What happened to a pothole. Added, and nothing else.
create table pothole_events (
  pothole_id uuid not null references potholes,
  seq integer not null check (seq > 0),
  at timestamptz(3) not null,
  kind text not null check (kind ~ '^[a-z_]+$'),
  actor_kind text not null check (actor_kind in ('person', 'key', 'system')),
  actor_id uuid,
  -- Ids, codes, numbers and times; words of people are kept where they were written.
  detail jsonb not null default '{}',
  primary key (pothole_id, seq)
);
grant select, insert on pothole_events to :app_role;

-- Complaints that may show the pothole. Accepted ones point to it (complaints.pothole_id), so one complaint shows one.
create table pothole_evidence (
  complaint_id uuid not null references complaints,
  pothole_id uuid not null references potholes,
  how text not null check (how in ('picked', 'rule')),
  found_at timestamptz(3) not null,
  answer text check (answer in ('accepted', 'rejected')),
  answered_at timestamptz(3),
  answered_by uuid references people,
  primary key (complaint_id, pothole_id),
  constraint answered_whole check ((answer is null) = (answered_at is null))
);
create index pothole_evidence_of on pothole_evidence (pothole_id, answer, found_at desc);
grant select, insert, delete on pothole_evidence to :app_role;
grant update (answer, answered_at, answered_by) on pothole_evidence to :app_role;
