-- Whether a fix worked: what was before it, written down before it went live, and what is said of it day by day.

-- Never changed: coding old complaints later must not change what a fix is compared with.
create table verdict_baselines (
  fix_id uuid primary key references fixes,
  frozen_at timestamptz(3) not null,
  basis text not null check (basis in ('controls', 'units', 'none')),
  -- Complaints of each stage's place, and of each comparison category, in the order of their numbers.
  targets integer[] not null,
  controls integer[] not null,
  -- Exposure of each place; null where it is not known.
  units double precision[] not null,
  -- How many times more the counts spread than chance makes them.
  phi double precision not null check (phi >= 1),
  -- The rate to be expected again, divided by the rate as counted; null: nothing to learn it from.
  shrink double precision check (shrink > 0 and shrink <= 1),
  is_picked boolean not null
);
grant select, insert on verdict_baselines to :app_role;

-- What was said on each day, from complaints of the days before it.
create table verdicts (
  fix_id uuid not null references verdict_baselines,
  as_of date not null,
  judged_at timestamptz(3) not null,
  word text not null check (word in ('worked', 'no_effect', 'worse', 'cannot_tell')),
  reason text,
  -- Since when it is said that it worked, or made things worse.
  settled_on date,
  -- Evidence for a fall, ln, and what is needed; null where there is none.
  fall double precision,
  needed double precision,
  ratio double precision,
  low double precision,
  high double precision,
  primary key (fix_id, as_of),
  constraint reason_when_unsure check (word in ('worked', 'worse') = (reason is null) or word = 'no_effect'),
  constraint settled_when_shown check ((settled_on is not null) = (word in ('worked', 'worse')))
);
grant select, insert on verdicts to :app_role;
grant update (judged_at, word, reason, settled_on, fall, needed, ratio, low, high) on verdicts to :app_role;

-- The latest of each fix with all its numbers and its picture.
create table verdict_reports (
  fix_id uuid primary key references verdict_baselines,
  as_of date not null,
  -- Which stages were live: when that changes the same day is judged again.
  live_stages text not null,
  report jsonb not null
);
grant select, insert on verdict_reports to :app_role;
grant update (as_of, live_stages, report) on verdict_reports to :app_role;
