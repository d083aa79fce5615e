-- Lists of complaints: orders and filters that answer from an index, views that people keep, and changes to many at once.

-- When it last changed here: the time of its last event. Null until the first change after it was recorded.
alter table complaints add column changed_at timestamptz(3);
grant update (changed_at) on complaints to :app_role;
create index complaints_changed on complaints (coalesce(changed_at, recorded_at) desc, id desc);
create index complaints_owner on complaints (owner_id, received_at desc, id desc);
-- What only few complaints have costs next to nothing to keep apart.
create index complaints_step on complaints (step_id, received_at desc, id desc) where step_id is not null;
create index complaints_team on complaints (team_id, received_at desc, id desc) where team_id is not null;
create index complaints_logged_by on complaints (logged_by, received_at desc, id desc) where logged_by is not null;
create index complaints_management on complaints (received_at desc, id desc) where reached_management_at is not null;
create index complaints_pothole on complaints (pothole_id, received_at desc, id desc) where pothole_id is not null;

-- A view: filters, order and columns under a name. Shared with nobody, the owner's team at that time, or everyone. A deleted
-- view keeps its row, so that deleting can be undone.
create table saved_views (
  id uuid primary key,
  owner_id uuid not null references people,
  name text not null check (name = btrim(name) and length(name) between 1 and 100),
  shared_with text not null check (shared_with in ('nobody', 'team', 'everyone')),
  team_id uuid references teams,
  search jsonb not null check (jsonb_typeof(search) = 'object'),
  layout jsonb check (jsonb_typeof(layout) = 'object'),
  version integer not null default 1 check (version > 0),
  created_at timestamptz(3) not null,
  changed_at timestamptz(3) not null,
  deleted_at timestamptz(3),
  constraint team_when_shared_with_one check ((shared_with = 'team') = (team_id is not null))
);
create index saved_views_owner on saved_views (owner_id) where deleted_at is null;
create index saved_views_shared on saved_views (shared_with, team_id) where deleted_at is null and shared_with <> 'nobody';
grant select, insert on saved_views to :app_role;
grant update (name, shared_with, team_id, search, layout, version, changed_at, deleted_at) on saved_views to :app_role;

-- How one person likes their lists: which comes first, how dense, and the columns of each.
create table list_settings (
  person_id uuid primary key references people,
  default_view text,
  density text not null default 'comfortable' check (density in ('comfortable', 'dense')),
  layouts jsonb not null default '{}' check (jsonb_typeof(layouts) = 'object')
);
grant select, insert, update on list_settings to :app_role;

-- One change to many complaints. The same key of the same caller is the same change.
create table bulk_changes (
  id uuid primary key,
  actor uuid not null,
  key text not null,
  request_hash bytea not null,
  change jsonb not null,
  created_at timestamptz(3) not null,
  unique (actor, key)
);
grant select, insert on bulk_changes to :app_role;

-- What it did to each of them, so that it is not done twice and can be taken back: the version it made, and what was before.
create table bulk_change_steps (
  complaint_id uuid not null references complaints,
  bulk_id uuid not null,
  version integer not null check (version > 0),
  is_change boolean not null,
  before jsonb not null,
  undone_at timestamptz(3),
  primary key (complaint_id, bulk_id)
);
create index bulk_change_steps_bulk on bulk_change_steps (bulk_id);
grant select, insert on bulk_change_steps to :app_role;
grant update (undone_at) on bulk_change_steps to :app_role;
