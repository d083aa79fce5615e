-- Pages of numbers that somebody keeps under a name and has sent, and the letters to people who work here.

create table saved_reports (
  id uuid primary key,
  owner_id uuid not null references people,
  name text not null check (length(btrim(name)) between 1 and 100),
  page text not null,
  -- What the page is narrowed to: src/insight/reports/contract.ts.
  narrowing jsonb not null check (jsonb_typeof(narrowing) = 'object'),
  -- Days counted back from the day on which it is made; or the same days every time.
  period text not null check (period in ('last_7', 'last_30', 'last_week', 'last_month', 'last_quarter', 'last_12_months', 'fixed')),
  first_day date,
  last_day date,
  version integer not null default 1 check (version > 0),
  changed_at timestamptz(3) not null,
  constraint fixed_days_are_named check ((period = 'fixed') = (first_day is not null and last_day is not null)),
  constraint days_in_order check (last_day >= first_day)
);
create index saved_reports_owner on saved_reports (owner_id);

-- When a saved report is sent, by the clocks of the company. Stopped: nothing is due.
create table report_schedules (
  report_id uuid primary key references saved_reports on delete cascade,
  every text not null check (every in ('day', 'week', 'month')),
  weekday integer check (weekday between 1 and 7),
  day_of_month integer check (day_of_month between 1 and 28),
  at_time text not null check (at_time ~ '^([01][0-9]|2[0-3]):[0-5][0-9]$'),
  format text not null check (format in ('pdf', 'xlsx', 'link')),
  next_at timestamptz(3),
  -- Why nothing is due any more.
  stopped text check (stopped in ('by_hand', 'owner_left')),
  constraint weekday_of_weeks check ((every = 'week') = (weekday is not null)),
  constraint day_of_months check ((every = 'month') = (day_of_month is not null)),
  constraint due_or_stopped check ((next_at is null) = (stopped is not null))
);
create index report_schedules_due on report_schedules (next_at) where next_at is not null;

create table report_recipients (
  report_id uuid not null references report_schedules on delete cascade,
  person_id uuid not null references people,
  primary key (report_id, person_id)
);
create index report_recipients_person on report_recipients (person_id);

-- Letters to people who work here: a saved report, or a manager's own figures of a week. What is in them is made when they
-- leave, for who they were by then; each is due once, claimed before it leaves, and never sent when its fate is not known.
create table staff_letters (
  id uuid primary key,
  person_id uuid not null references people,
  kind text not null check (kind in ('report', 'weekly')),
  report_id uuid references saved_reports on delete cascade,
  due_at timestamptz(3) not null,
  attempts integer not null default 0,
  next_attempt_at timestamptz(3) not null,
  sending_since timestamptz(3),
  sent_at timestamptz(3),
  cancelled_at timestamptz(3),
  failure text,
  last_refusal text,
  delivery text check (delivery in ('server', 'mailbox')),
  unique nulls not distinct (person_id, report_id, due_at),
  constraint report_of_a_report check ((kind = 'report') = (report_id is not null)),
  constraint staff_letter_has_one_end check (num_nonnulls(sent_at, cancelled_at, failure) <= 1)
);
create index staff_letters_waiting on staff_letters (next_attempt_at)
  where sent_at is null and cancelled_at is null and failure is null;
create index staff_letters_report on staff_letters (report_id, due_at);

-- Managers who want no weekly letter.
create table weekly_letters_off (
  person_id uuid primary key references people,
  at timestamptz(3) not null
);

grant select, insert, delete on saved_reports, report_recipients, weekly_letters_off to :app_role;
grant select, insert on report_schedules to :app_role;
grant update (name, page, narrowing, period, first_day, last_day, version, changed_at) on saved_reports to :app_role;
grant update (every, weekday, day_of_month, at_time, format, next_at, stopped) on report_schedules to :app_role;
grant select, insert on staff_letters to :app_role;
grant update (attempts, next_attempt_at, sending_since, sent_at, cancelled_at, failure, last_refusal, delivery) on staff_letters
  to :app_role;
