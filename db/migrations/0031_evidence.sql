-- Evidence of potholes: looking for it, and one complaint shows one pothole.

create unique index pothole_evidence_shows_one on pothole_evidence (complaint_id) where answer = 'accepted';

-- The last search for complaints that match a pothole's rule.
create table pothole_searches (
  pothole_id uuid primary key references potholes,
  rule_id uuid not null references counted_rules,
  -- What changed before this was looked at.
  searched_at timestamptz(3) not null,
  day date not null,
  -- Matches that were found and not proposed: more than anybody reads in a day.
  left_out integer not null default 0 check (left_out >= 0)
);
grant select, insert on pothole_searches to :app_role;
grant update (rule_id, searched_at, day, left_out) on pothole_searches to :app_role;

-- An owner is reminded once of each date that they set.
create table pothole_reminders (
  pothole_id uuid not null references potholes,
  due_on date not null,
  kind text not null check (kind in ('soon', 'late')),
  at timestamptz(3) not null,
  primary key (pothole_id, due_on, kind)
);
grant select, insert on pothole_reminders to :app_role;
