-- Clocks: calendars and regimes are data; a complaint's clocks are worked out from them and worked out again when they change.

create table calendars (
  id uuid primary key,
  name text not null unique check (name = btrim(name) and length(name) between 1 and 200),
  -- Time zone, spans of the week, days that differ: src/calendar/calendar.ts.
  definition jsonb not null check (jsonb_typeof(definition) = 'object'),
  -- Up to which day its holidays have been entered; null: not said.
  known_until date,
  preset text unique,
  version integer not null default 1 check (version > 0),
  changed_at timestamptz(3) not null
);
create table regimes (
  id uuid primary key,
  name text not null unique check (name = btrim(name) and length(name) between 1 and 200),
  active boolean not null,
  calendar_id uuid not null references calendars,
  -- To what it applies, from when it counts, its stages, source and signpost: src/complaints/clocks/rules.ts.
  definition jsonb not null check (jsonb_typeof(definition) = 'object'),
  preset text unique,
  version integer not null default 1 check (version > 0),
  changed_at timestamptz(3) not null
);
grant select, insert on calendars, regimes to :app_role;
grant update (name, definition, known_until, version, changed_at) on calendars to :app_role;
grant update (name, active, calendar_id, definition, version, changed_at) on regimes to :app_role;

create table complaint_clocks (
  complaint_id uuid not null references complaints,
  regime_id uuid not null references regimes,
  stage text not null check (length(stage) between 1 and 40),
  kind text not null check (kind in ('acknowledge', 'interim', 'decide', 'regulator')),
  due_at timestamptz(3) not null check (isfinite(due_at)),
  -- A chance (an easier way for who is quick) reminds nobody.
  is_duty boolean not null,
  met_at timestamptz(3),
  -- The kind of the event that ended it.
  met_by text,
  -- How far up it was told that this one is due: see clocks/rules.ts.
  alarm smallint not null default 0 check (alarm between 0 and 4),
  primary key (complaint_id, regime_id, stage),
  constraint met_somehow check ((met_at is null) = (met_by is null))
);
create index complaint_clocks_due on complaint_clocks (due_at) where met_at is null and is_duty;
grant select, insert, delete on complaint_clocks to :app_role;
grant update (kind, due_at, is_duty, met_at, met_by, alarm) on complaint_clocks to :app_role;

-- The earliest clock that is still to be met, for lists; and how far up the next update was told of, for which due time.
alter table complaints add column clock_due timestamptz(3);
alter table complaints add column update_alarm smallint not null default 0 check (update_alarm between 0 and 4);
alter table complaints add column update_alarm_for timestamptz(3);
grant update (clock_due, update_alarm, update_alarm_for) on complaints to :app_role;
create index complaints_owed on complaints (least(next_update_due, clock_due), id) where closed_at is null;

-- Open complaints are walked through once after each change of a rule or calendar, and after an import.
create table clock_walk (
  only_row boolean primary key default true check (only_row),
  wanted integer not null,
  done integer not null,
  walking integer,
  after_id uuid,
  checked integer not null default 0
);
insert into clock_walk (wanted, done) values (1, 0);
grant select on clock_walk to :app_role;
grant insert, update on clock_walk to :app_role;

-- Who stands in for whom, who leads a team, and when each is told that something is due.
alter table people add column stand_in_id uuid references people;
alter table people add column away_from timestamptz(3);
alter table people add column away_until timestamptz(3);
alter table people add constraint stands_in_for_another check (stand_in_id is distinct from id);
alter table people add constraint away_is_a_span check (away_until is null or coalesce(away_from < away_until, false));
alter table teams add column lead_id uuid references people;
alter table organization add column remind_hours_before integer not null default 24 check (remind_hours_before between 1 and 720);
alter table organization add column lead_hours_after integer not null default 4 check (lead_hours_after between 0 and 720);
alter table organization add column manager_hours_after integer not null default 24
  check (manager_hours_after between 0 and 2000 and manager_hours_after >= lead_hours_after);

-- To begin with: office hours, and limits of our own that anyone may change or switch off.
insert into calendars (id, name, definition, preset, changed_at) values ('019aa000-0000-7000-8000-000000000001', 'Office hours',
  '{"timeZone": "UTC", "specialDays": [], "week": [[{"from": "09:00", "to": "17:00"}], [{"from": "09:00", "to": "17:00"}],
    [{"from": "09:00", "to": "17:00"}], [{"from": "09:00", "to": "17:00"}], [{"from": "09:00", "to": "17:00"}], [], []]}',
  'office', now());
insert into regimes (id, name, active, calendar_id, definition, preset, changed_at) values ('019aa000-0000-7000-8000-000000000002',
  'Our own time limits', true, '019aa000-0000-7000-8000-000000000001',
  '{"conditions": {}, "countsFrom": "received", "stages": [
    {"key": "acknowledge", "kind": "acknowledge", "term": {"amount": 1, "unit": "business_days", "rollsOver": false}, "isDuty": true},
    {"key": "decide", "kind": "decide", "term": {"amount": 20, "unit": "business_days", "rollsOver": false}, "isDuty": true}]}',
  'own', now());
