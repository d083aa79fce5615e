-- Series that are watched for spikes, their counts per day, and the alarms that were found in them.

-- Days on which something was counted anew: their series are counted again. Marked when the outbox is emptied, and by imports.
create table complaint_days_changed (
  day date primary key,
  -- Complaints came, so that words must be read; else only what they are about changed.
  new_complaints boolean not null,
  marked_at timestamptz(3) not null
);
grant select, insert, update, delete on complaint_days_changed to :app_role;

alter table complaint_counts_outbox add column day date;
update complaint_counts_outbox o set day = (c.received_at at time zone 'UTC')::date from complaints c where c.id = o.complaint_id;
update complaint_counts_outbox set day = month where day is null;
alter table complaint_counts_outbox alter column day set not null;
insert into complaint_days_changed (day, new_complaints, marked_at)
  select distinct (received_at at time zone 'UTC')::date, true, now() from complaints;

create table series (
  id uuid primary key,
  kind text not null check (kind in ('all', 'product', 'issue', 'step', 'cause', 'partner', 'field', 'words')),
  -- The id of the product, issue, step or cause; a field's id and the code of its option; the stems of a word theme.
  key text not null check (length(key) between 1 and 400),
  -- Of words: the form that customers write most often.
  label text,
  -- Of words: the first day that was read for them. Before it they are unknown, not zero.
  since date,
  retired_at timestamptz(3),
  unique (kind, key)
);
grant select, insert on series to :app_role;
grant update (label, since, retired_at) on series to :app_role;

-- Days without complaints have no row.
create table series_days (
  series_id uuid not null references series,
  day date not null,
  n integer not null check (n > 0),
  primary key (series_id, day)
);
create index series_days_day on series_days (day);
grant select, insert, delete on series_days to :app_role;

-- When the words that are watched were last chosen.
create table theme_choices (
  only_row boolean primary key default true check (only_row),
  chosen_at timestamptz(3) not null
);
grant select, insert on theme_choices to :app_role;
grant update (chosen_at) on theme_choices to :app_role;

-- Each period that was watched, once: who inserts the row does the work.
create table series_watches (
  unit text not null check (unit in ('day', 'week')),
  starts date not null,
  watched_at timestamptz(3) not null,
  -- How many series were looked at, and in how many something was found.
  series_count integer not null check (series_count >= 0),
  found_count integer not null check (found_count between 0 and series_count),
  primary key (unit, starts)
);
grant select, insert, delete on series_watches to :app_role;
grant update (series_count, found_count) on series_watches to :app_role;

create table alarms (
  id uuid primary key,
  series_id uuid not null references series,
  unit text not null check (unit in ('day', 'week')),
  first_day date not null,
  last_day date not null check (last_day >= first_day),
  raised_at timestamptz(3) not null,
  -- The first day of the first period that was back below; null while it lasts.
  ended_on date check (ended_on > first_day),
  -- What customers say in it more often than before: src/language/telling-words.ts.
  words jsonb not null default '[]' check (jsonb_typeof(words) = 'array'),
  judgement text check (judgement in ('real', 'not_real', 'known')),
  judged_by uuid references people,
  judged_at timestamptz(3),
  note text check (length(note) <= 2000),
  version integer not null default 1 check (version > 0),
  constraint judged_by_somebody check (num_nonnulls(judgement, judged_by, judged_at) in (0, 3)),
  constraint note_of_a_judgement check (note is null or judgement is not null)
);
create index alarms_newest on alarms (last_day desc, id desc);
grant select, insert on alarms to :app_role;
grant update (first_day, last_day, ended_on, words, judgement, judged_by, judged_at, note, version) on alarms to :app_role;

-- What was found: a series above its threshold in one period. Each is part of one alarm, and so nobody is told twice.
create table alarm_periods (
  series_id uuid not null references series,
  unit text not null check (unit in ('day', 'week')),
  starts date not null,
  alarm_id uuid not null references alarms,
  observed integer not null check (observed >= 0),
  expected double precision not null,
  threshold double precision not null,
  p double precision not null check (p between 0 and 1),
  -- p after Benjamini and Hochberg, over all series of the period.
  adjusted_p double precision not null check (adjusted_p between 0 and 1),
  score double precision not null,
  method text not null check (length(method) between 1 and 60),
  primary key (series_id, unit, starts)
);
create index alarm_periods_alarm on alarm_periods (alarm_id);
grant select, insert on alarm_periods to :app_role;
grant update (observed, expected, threshold, p, adjusted_p, score, method) on alarm_periods to :app_role;

-- What was expected of an alarm's own series around it, period by period, as it was worked out then: its chart.
create table alarm_points (
  alarm_id uuid not null references alarms,
  starts date not null,
  expected double precision not null,
  threshold double precision not null,
  primary key (alarm_id, starts)
);
grant select, insert on alarm_points to :app_role;
grant update (expected, threshold) on alarm_points to :app_role;
