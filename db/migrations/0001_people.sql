-- People who work here, how they sign in, and programs that act for us.
-- Reference tables: small, few writes, copied to every shard on a distributed PostgreSQL.

create table teams (
  id uuid primary key,
  name text not null unique check (length(trim(name)) > 0)
);

create table people (
  id uuid primary key,
  name text not null check (length(trim(name)) > 0),
  email text not null check (email like '%_@_%'),
  role text not null check (role in ('agent', 'operations', 'manager', 'executive', 'analyst', 'administrator')),
  team_id uuid references teams,
  language text not null default 'en' check (language in ('en', 'ru')),
  password_hash text,
  active boolean not null default true,
  created_at timestamptz not null,
  -- Target of the rules "an active person": whoever references (id, true) cannot outlive the person's activity.
  unique (id, active)
);
create unique index people_email on people (lower(email));

-- Every role a person was ever given: a signature "as manager" points here, and stays true when the role changes.
create table role_grants (
  person_id uuid not null references people,
  role text not null,
  granted_at timestamptz not null,
  primary key (person_id, role)
);

-- A session belongs to an active person: deactivating someone must end their sessions in the same transaction.
create table sessions (
  token_hash bytea primary key,
  person_id uuid not null,
  person_active boolean not null generated always as (true) stored,
  created_at timestamptz not null,
  expires_at timestamptz not null,
  foreign key (person_id, person_active) references people (id, active)
);
create index sessions_person on sessions (person_id);

create table sign_in_failures (
  id uuid primary key,
  subject text not null,
  at timestamptz not null
);
create index sign_in_failures_subject on sign_in_failures (subject, at);

create table api_keys (
  id uuid primary key,
  key_hash bytea not null unique,
  name text not null,
  role text not null check (role in ('agent', 'operations', 'manager', 'executive', 'analyst', 'administrator')),
  created_at timestamptz not null,
  revoked_at timestamptz
);

-- One row: the company. Its last-resort owner is an active person, by foreign key.
create table organization (
  only_row boolean primary key default true check (only_row),
  name text not null,
  language text not null default 'en' check (language in ('en', 'ru')),
  demonstration boolean not null default false,
  update_within_hours integer not null default 72 check (update_within_hours between 1 and 2000),
  last_resort_id uuid not null,
  last_resort_active boolean not null generated always as (true) stored,
  foreign key (last_resort_id, last_resort_active) references people (id, active)
);
