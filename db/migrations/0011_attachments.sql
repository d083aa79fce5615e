-- Files that belong to a complaint, or to something that was said about it. The files themselves are kept outside, under the
-- attachment's id, and are there before their row is: a row never points to a file that is missing.
create table attachments (
  complaint_id uuid not null references complaints,
  id uuid not null,
  message_id uuid,
  message_direction text,
  name text not null check (length(name) between 1 and 200),
  -- What its content is, whatever its name says, and whether the two agree.
  media_type text not null check (length(media_type) between 3 and 150),
  name_fits boolean not null,
  size bigint not null check (size > 0),
  sha256 bytea not null check (length(sha256) = 32),
  added_at timestamptz(3) not null,
  -- Hidden; it can be brought back until the file is erased.
  removed_at timestamptz(3),
  erased_at timestamptz(3),
  primary key (complaint_id, id),
  constraint erased_after_removal check (erased_at is null or coalesce(removed_at <= erased_at, false)),
  constraint message_is_whole check ((message_id is null) = (message_direction is null)),
  foreign key (complaint_id, message_id, message_direction) references messages (complaint_id, id, direction)
);
create index attachments_by_id on attachments (id);
create index attachments_shown on attachments (complaint_id) where removed_at is null;
create index attachments_to_erase on attachments (removed_at) where removed_at is not null and erased_at is null;

-- Files that are coming in: noted before the first byte is kept, gone in the transaction that attaches them. What stays
-- here belongs to nothing and is swept, so nobody has to search a store of millions of files for leftovers.
create table incoming_files (
  id uuid primary key,
  begun_at timestamptz(3) not null
);

grant select, insert on attachments, incoming_files to :app_role;
-- What a file is and where it belongs stays; its name may be a person's, and is erased with the file.
grant update (name, removed_at, erased_at) on attachments to :app_role;
grant delete on incoming_files to :app_role;
