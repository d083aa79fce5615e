-- What a person here should know of soon: a time limit, a letter that came back, somebody who mentioned them. A hint, kept with
-- the person; the truth is in the events. The complaint has no foreign key, because notices are spread by person.
create table notices (
  person_id uuid not null references people,
  id uuid not null,
  kind text not null check (kind ~ '^[a-z_]+$'),
  about_id uuid,
  at timestamptz(3) not null,
  read_at timestamptz(3),
  detail jsonb not null default '{}' check (jsonb_typeof(detail) = 'object'),
  primary key (person_id, id)
);
create index notices_unread on notices (person_id) where read_at is null;
create index notices_at on notices (at);
grant select, insert, delete on notices to :app_role;
grant update (read_at) on notices to :app_role;
