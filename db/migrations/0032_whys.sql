-- Why a pothole is there: a tree of answers to "Why?", what shows each, who took part. A branch ends only at something that
-- management can change, so the endings are named here and none of them is a person.

-- What an edit of the tree of a pothole is based on.
create table why_trees (
  pothole_id uuid primary key references potholes,
  version integer not null check (version > 0)
);
grant select, insert on why_trees to :app_role;
grant update (version) on why_trees to :app_role;

create table whys (
  pothole_id uuid not null references potholes,
  id uuid not null,
  -- Why that one happens; without it, why the pothole is there.
  parent_id uuid,
  -- A chain that grows by one at each step cannot bite its tail.
  depth integer not null check (depth between 1 and 10),
  -- Its place in the order of reading.
  place integer not null check (place >= 0),
  text text not null check (text ~ '\S' and length(text) <= 500),
  ends_at text check (ends_at in ('rule', 'process', 'product', 'message', 'promise', 'partner', 'staffing', 'training', 'authority',
    'system', 'measurement')),
  -- Somebody who read the warning says that these words name no person.
  is_no_person boolean not null default false,
  written_at timestamptz(3) not null,
  written_by uuid not null references people,
  -- Kept, so that taking it back brings what shows it back too.
  removed_at timestamptz(3),
  goes_on boolean not null generated always as (ends_at is null and removed_at is null) stored,
  parent_depth integer generated always as (case when parent_id is not null and removed_at is null then depth - 1 end) stored,
  parent_goes_on boolean generated always as (case when parent_id is not null and removed_at is null then true end) stored,
  primary key (pothole_id, id),
  unique (pothole_id, id, depth),
  unique (pothole_id, id, goes_on),
  foreign key (pothole_id, parent_id) references whys deferrable initially deferred,
  constraint one_deeper_than_its_parent foreign key (pothole_id, parent_id, parent_depth)
    references whys (pothole_id, id, depth) deferrable initially deferred,
  constraint nothing_below_an_end foreign key (pothole_id, parent_id, parent_goes_on)
    references whys (pothole_id, id, goes_on) deferrable initially deferred,
  constraint first_ones_have_no_parent check ((parent_id is null) = (depth = 1))
);
grant select, insert on whys to :app_role;
grant update (parent_id, depth, place, text, ends_at, is_no_person, written_at, written_by, removed_at) on whys to :app_role;

-- What shows that a why is so: complaints, and what somebody saw, measured or read, with where.
create table why_complaints (
  complaint_id uuid not null references complaints,
  pothole_id uuid not null,
  why_id uuid not null,
  added_at timestamptz(3) not null,
  added_by uuid not null references people,
  primary key (complaint_id, pothole_id, why_id),
  foreign key (pothole_id, why_id) references whys
);
create index why_complaints_pothole on why_complaints (pothole_id, added_at);
grant select, insert, delete on why_complaints to :app_role;

create table why_notes (
  pothole_id uuid not null,
  id uuid not null,
  why_id uuid not null,
  text text not null check (text ~ '\S' and length(text) <= 2000),
  url text check (url ~ '^https?://' and length(url) <= 2000),
  added_at timestamptz(3) not null,
  added_by uuid not null references people,
  primary key (pothole_id, id),
  foreign key (pothole_id, why_id) references whys
);
grant select, insert, delete on why_notes to :app_role;

-- Who took part: people who work here, and others by name (of a partner, a customer).
create table why_participants (
  pothole_id uuid not null references potholes,
  id uuid not null,
  place integer not null check (place >= 0),
  person_id uuid references people,
  name text check (name ~ '\S' and length(name) <= 200),
  primary key (pothole_id, id),
  unique (pothole_id, person_id),
  constraint person_or_name check (num_nonnulls(person_id, name) = 1)
);
grant select, insert, delete on why_participants to :app_role;
