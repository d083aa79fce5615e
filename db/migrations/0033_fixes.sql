-- Fixes: what is changed for a pothole, what that should bring, and when it went live. Agreed before it is live, and from then
-- on locked: no right to change the terms, and no way to add a stage or a control category later.

-- A fix that is still being worked out. Deleted when it is agreed; then the fix has its id.
create table fix_drafts (
  id uuid primary key,
  pothole_id uuid not null references potholes,
  -- What is known so far, in the shape of the API (FixTerms, each part optional).
  terms jsonb not null check (jsonb_typeof(terms) = 'object'),
  changed_at timestamptz(3) not null,
  changed_by uuid references people,
  version integer not null default 1 check (version > 0)
);
create index fix_drafts_pothole on fix_drafts (pothole_id);
grant select, insert, delete on fix_drafts to :app_role;
grant update (terms, changed_at, changed_by, version) on fix_drafts to :app_role;

-- An agreed fix. It is born agreed: the row is never there before, and its terms are never changed after.
create table fixes (
  id uuid primary key,
  pothole_id uuid not null references potholes,
  name text not null check (length(btrim(name)) between 1 and 160),
  change text not null check (length(btrim(change)) between 1 and 4000),
  place text check (length(place) <= 400),
  -- Who sees to it that it is done.
  done_by uuid not null references people,
  cost numeric check (cost >= 0),
  currency text check (currency ~ '^[A-Z]{3}$'),
  -- Complaints after, divided by complaints before, of what is counted.
  expected_ratio numeric not null check (expected_ratio >= 0 and expected_ratio < 1),
  expected_by date not null,
  planned_on date not null,
  -- First and last day of the window that is compared with, both counted; whole days, in UTC as all counts.
  baseline_from date not null,
  baseline_to date not null,
  -- Complaints of the target in that window, as counted when it was agreed.
  baseline_n integer not null check (baseline_n >= 0),
  target_rule_id uuid not null references counted_rules,
  stage_count integer not null check (stage_count > 0),
  control_count integer not null check (control_count >= 0),
  agreed_at timestamptz(3) not null,
  agreed_on date not null generated always as ((agreed_at at time zone 'UTC')::date) stored,
  agreed_by uuid not null,
  agreed_as text not null check (agreed_as in ('manager', 'executive')),
  dropped_at timestamptz(3),
  dropped_by uuid references people,
  dropped_reason text,
  version integer not null default 1 check (version > 0),
  unique (id, stage_count, agreed_on),
  unique (id, control_count),
  foreign key (agreed_by, agreed_as) references role_grants (person_id, role),
  constraint cost_has_currency check ((cost is null) = (currency is null)),
  constraint baseline_before_agreement check (baseline_to < agreed_on and baseline_to - baseline_from >= 27),
  constraint expected_after_it_is_live check (expected_by > planned_on),
  constraint agreed_before_it_is_live check (planned_on >= agreed_on),
  constraint dropped_with_a_reason check (num_nulls(dropped_at, dropped_by, dropped_reason) in (0, 3)
    and (dropped_reason is null or dropped_reason ~ '\S'))
);
create index fixes_pothole on fixes (pothole_id, agreed_at);
grant select, insert on fixes to :app_role;
grant update (dropped_at, dropped_by, dropped_reason, version) on fixes to :app_role;

-- What programs told us went live. Kept also when no fix waits for that name.
create table releases (
  id uuid primary key,
  source text not null check (source in ('github', 'jira', 'generic')),
  -- The repository or project it is of, as the program says; empty when it says nothing.
  project text not null check (length(project) <= 200),
  name text not null check (length(name) between 1 and 200),
  -- The names by which a stage may wait for it, as compared: small letters, single spaces, no `v` before a number.
  keys text[] not null check (cardinality(keys) between 1 and 5),
  live_on date not null,
  url text check (length(url) <= 2000),
  received_at timestamptz(3) not null,
  -- A person looked at it: no fix is concerned.
  set_aside_at timestamptz(3),
  set_aside_by uuid references people,
  constraint set_aside_by_somebody check ((set_aside_at is null) = (set_aside_by is null)),
  constraint happened_already check (live_on <= (received_at at time zone 'UTC')::date),
  unique (source, project, name)
);
create index releases_received on releases (received_at desc);
grant select, insert on releases to :app_role;
grant update (set_aside_at, set_aside_by) on releases to :app_role;

-- Where it goes live first, second and so on. What is not live yet is compared with what is.
create table fix_stages (
  fix_id uuid not null,
  stage_count integer not null,
  agreed_on date not null,
  number integer not null check (number > 0 and number <= stage_count),
  place text not null check (length(btrim(place)) between 1 and 160),
  -- The target within that place; null: everywhere.
  rule_id uuid references counted_rules,
  planned_on date not null,
  -- Null until it is live. Before the agreement it cannot have been, nor is it live on a day to come.
  live_on date,
  -- The release it waits for, or under which it went live.
  released_as text check (length(btrim(released_as)) between 1 and 200),
  release_key text check (length(release_key) between 1 and 200),
  marked_at timestamptz(3),
  marked_by uuid references people,
  marked_key uuid references api_keys,
  marked_release uuid references releases,
  primary key (fix_id, number),
  foreign key (fix_id, stage_count, agreed_on) references fixes (id, stage_count, agreed_on),
  unique (fix_id, release_key),
  constraint planned_after_agreement check (planned_on >= agreed_on),
  constraint live_after_agreement check (live_on >= agreed_on),
  constraint live_when_marked check (live_on <= (marked_at at time zone 'UTC')::date),
  constraint marked_whole check ((live_on is null) = (marked_at is null)
    and num_nonnulls(marked_by, marked_key, marked_release) = (live_on is not null)::integer),
  constraint name_has_key check ((released_as is null) = (release_key is null))
);
create index fix_stages_waiting on fix_stages (release_key) where live_on is null and release_key is not null;
grant select, insert on fix_stages to :app_role;
grant update (live_on, released_as, release_key, marked_at, marked_by, marked_key, marked_release) on fix_stages to :app_role;

-- Categories that moved as the target did before and that the fix does not touch: what would have happened without it.
create table fix_controls (
  fix_id uuid not null,
  control_count integer not null,
  number integer not null check (number > 0 and number <= control_count),
  rule_id uuid not null references counted_rules,
  name text not null check (length(btrim(name)) between 1 and 160),
  primary key (fix_id, number),
  foreign key (fix_id, control_count) references fixes (id, control_count),
  unique (fix_id, rule_id)
);
grant select, insert on fix_controls to :app_role;

-- Which secret programs sign with: it follows from a key of this installation and this number, so a new number is a new secret.
create table release_hook (
  only_row boolean primary key default true check (only_row),
  generation integer not null check (generation > 0),
  made_at timestamptz(3) not null,
  made_by uuid references people
);
grant select, insert on release_hook to :app_role;
grant update (generation, made_at, made_by) on release_hook to :app_role;
