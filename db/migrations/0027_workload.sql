-- Workload: what came, what was closed and what is open, by day; what each team can do; when it is too much.

-- Counted by the day (UTC), the team that is stated, and the owner: arrived, hard, easy and open belong to the day on which it was
-- received; closed and solved to the day on which it was closed; passed on to the day received and to who passed it on.
create table workload_days (
  day date not null,
  team_id uuid references teams,
  owner_id uuid not null references people,
  arrived integer not null,
  open integer not null,
  hard integer not null,
  easy integer not null,
  closed integer not null,
  solved integer not null,
  hard_back integer not null,
  easy_back integer not null,
  unique nulls not distinct (day, team_id, owner_id)
);
create index workload_days_open on workload_days (day) where open > 0;
grant select, insert, delete on workload_days to :app_role;
create index complaints_closed on complaints (closed_at) where closed_at is not null;

-- Days that are to be counted again, and how far changes were looked through.
create table workload_waiting_days (day date primary key);
insert into workload_waiting_days
  select distinct (received_at at time zone 'UTC')::date from complaints
  union select distinct (closed_at at time zone 'UTC')::date from complaints where closed_at is not null;
grant select, insert, delete on workload_waiting_days to :app_role;
-- "for update" is how a day is taken.
grant update on workload_waiting_days to :app_role;
create table workload_cursor (
  only_row boolean primary key default true check (only_row),
  changed_until timestamptz(3),
  difficulty_after uuid,
  classes_at timestamptz(3),
  watched_on date
);
insert into workload_cursor (changed_until) select max(coalesce(changed_at, recorded_at)) from complaints;
grant select, insert, update on workload_cursor to :app_role;

-- How long complaints of a kind took: a kind is what is known of a complaint when it comes.
create table difficulty_classes (
  class text primary key check (length(class) between 1 and 200),
  complaints integer not null check (complaints > 0),
  -- Half were closed within so many days, open ones counted; null: not half of them yet.
  median_days double precision,
  -- Among the slowest third of all complaints; null: too few to say.
  hard boolean,
  computed_at timestamptz(3) not null
);
grant select, insert, delete on difficulty_classes to :app_role;
-- Written once, soon after it came, and never changed (no grant): what happens to a complaint later does not make it hard.
create table complaint_difficulties (
  complaint_id uuid primary key references complaints,
  class text not null,
  hard boolean not null,
  fixed_at timestamptz(3) not null
);
grant select, insert on complaint_difficulties to :app_role;

-- What a team can do, as its manager said.
create table team_capacities (
  team_id uuid primary key references teams,
  people double precision not null check (people between 0 and 100000),
  hours_a_week double precision not null check (hours_a_week > 0 and hours_a_week <= 168),
  minutes_each double precision not null check (minutes_each > 0 and minutes_each <= 10000),
  minutes_are text not null check (minutes_are in ('measured', 'stated')),
  -- How much the backlog may grow in a week before the manager is told; null: not said.
  most_growth integer check (most_growth between 0 and 1000000),
  version integer not null default 1 check (version > 0),
  changed_at timestamptz(3) not null,
  changed_by uuid references people
);
grant select, insert on team_capacities to :app_role;
grant update (people, hours_a_week, minutes_each, minutes_are, most_growth, version, changed_at, changed_by) on team_capacities
  to :app_role;

-- An overload from its first day to its last: its manager is told once.
create table workload_alarms (
  id uuid primary key,
  team_id uuid not null references teams,
  kind text not null check (kind in ('occupancy', 'backlog')),
  began_on date not null,
  ended_on date,
  raised_at timestamptz(3) not null,
  -- What it was, and what would relieve it: src/insight/workload/contract.ts.
  detail jsonb not null check (jsonb_typeof(detail) = 'object'),
  constraint ends_after_it_began check (ended_on is null or ended_on >= began_on)
);
create unique index workload_alarms_one_lasts on workload_alarms (team_id, kind) where ended_on is null;
grant select, insert on workload_alarms to :app_role;
grant update (ended_on) on workload_alarms to :app_role;
