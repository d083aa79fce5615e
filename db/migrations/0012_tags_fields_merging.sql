-- Tags: free words from a managed list. A tag that was merged into another, or is not used any more, stays as a row, because
-- events name it.
create table tags (
  id uuid primary key,
  name text not null check (name = btrim(name) and length(name) between 1 and 60 and name !~ '[,;|\x01-\x1f]'),
  colour text not null default 'gray',
  created_at timestamptz not null,
  retired_at timestamptz,
  merged_into_id uuid references tags,
  constraint merged_is_retired check (merged_into_id is null or (retired_at is not null and merged_into_id <> id))
);
-- A name is free again once the tag that had it was merged into another.
create unique index tags_name on tags (lower(name)) where merged_into_id is null;

-- received_at is copied, so that "the newest with this tag" walks one index.
create table complaint_tags (
  complaint_id uuid not null references complaints,
  tag_id uuid not null references tags,
  received_at timestamptz(3) not null,
  primary key (complaint_id, tag_id)
);
create index complaint_tags_newest on complaint_tags (tag_id, received_at desc, complaint_id desc);

-- Custom fields: what the company wants to know of a complaint besides. Retired, never deleted; key and kind stay, because
-- values were stored under them.
create table field_definitions (
  id uuid primary key,
  key text not null unique check (key = btrim(key) and length(key) between 1 and 100 and key !~ '[=<>\x01-\x1f]'),
  kind text not null check (kind in
    ('text', 'long_text', 'number', 'date', 'yes_no', 'one_of', 'several_of', 'web_address', 'email', 'phone')),
  label jsonb not null,
  help jsonb not null default '{"en": "", "ru": ""}',
  options jsonb not null default '[]',
  position integer not null,
  required_at text check (required_at in ('intake', 'closing', 'coding')),
  on_public_form boolean not null default false,
  product_ids jsonb not null default '[]',
  created_at timestamptz not null,
  retired_at timestamptz,
  -- Complaints that had a value under this name before it was defined are gone through once, in the order of their ids.
  read_until uuid,
  read_at timestamptz
);

-- The values of defined fields again, in a form that an index can search; complaints.fields holds the truth. Of several
-- values one row each. Dates are in `value` as 2026-03-01, whose order is that of the letters.
create table complaint_field_values (
  complaint_id uuid not null references complaints,
  field_id uuid not null references field_definitions,
  value text collate "C" not null check (length(value) <= 200),
  number numeric,
  received_at timestamptz(3) not null,
  primary key (complaint_id, field_id, value)
);
create index complaint_field_values_newest on complaint_field_values (field_id, value, received_at desc, complaint_id desc);
create index complaint_field_values_number on complaint_field_values (field_id, number) where number is not null;

-- A complaint that was made of another, because the customer told us of two things. Never removed: a split that was undone
-- says so.
create table complaint_splits (
  complaint_id uuid primary key references complaints,
  from_id uuid not null check (from_id <> complaint_id),
  split_at timestamptz(3) not null,
  undone_at timestamptz(3)
);
create index complaint_splits_from on complaint_splits (from_id);

-- What was merged into a complaint is shown in its history.
create index closures_merged_into on closures (merged_into_id) where merged_into_id is not null;

grant select, insert on tags, complaint_tags, field_definitions, complaint_field_values, complaint_splits to :app_role;
grant delete on complaint_tags, complaint_field_values to :app_role;
grant update (name, colour, retired_at, merged_into_id) on tags to :app_role;
grant update (label, help, options, position, required_at, on_public_form, product_ids, retired_at, read_until, read_at)
  on field_definitions to :app_role;
grant update (undone_at) on complaint_splits to :app_role;
