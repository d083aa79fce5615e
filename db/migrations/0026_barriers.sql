-- What stands between customers and a solution, per complaint and counted, kept up from what happened to each complaint.

-- Complaints that changed: one row for every change, written in its transaction, taken once by whoever keeps facts about complaints.
create table complaint_changes (
  complaint_id uuid not null references complaints,
  seq integer not null check (seq > 0),
  primary key (complaint_id, seq)
);
grant select, insert, delete on complaint_changes to :app_role;
-- "for update" is how it is taken.
grant update on complaint_changes to :app_role;
insert into complaint_changes (complaint_id, seq) select id, event_count from complaints;

-- Of several processes one keeps the facts at a time: the one that holds this row.
create table barrier_keeper (only_row boolean primary key default true check (only_row));
insert into barrier_keeper values (true);
grant select, insert, update on barrier_keeper to :app_role;

-- The facts of one complaint: which teams had it, how it went back and forth, how it ended. No person is named.
create table complaint_barriers (
  complaint_id uuid primary key references complaints,
  received_at timestamptz(3) not null,
  product_id uuid,
  channel text not null,
  -- The team that had it first: its id, 'management', or 'none'.
  first_place text not null,
  cells jsonb not null check (jsonb_typeof(cells) = 'array'),
  -- What it is found by: measure, place and the rest of each cell.
  keys text[] not null
);
create index complaint_barriers_keys on complaint_barriers using gin (keys);
create index complaint_barriers_received on complaint_barriers (received_at desc, complaint_id desc);
grant select, insert, delete on complaint_barriers to :app_role;
grant update (received_at, product_id, channel, first_place, cells, keys) on complaint_barriers to :app_role;

-- The same facts of all complaints added up, by the day and by the month in which they were received (UTC).
create table barrier_counts (
  grain text not null check (grain in ('day', 'month')),
  starts date not null,
  product_id uuid,
  channel text not null,
  first_place text not null,
  measure text not null,
  place text not null,
  other text not null,
  complaints integer not null,
  n integer not null,
  -- Seconds; where somebody still has it, the second since when.
  amount double precision not null,
  unique nulls not distinct (grain, starts, product_id, channel, first_place, measure, place, other)
);
grant select, insert, update, delete on barrier_counts to :app_role;
