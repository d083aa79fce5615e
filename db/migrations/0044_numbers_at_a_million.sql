-- Reports of odd days count the ends of their period from this alone; it takes the place of one that knew less of each complaint.
create index complaints_received_cells on complaints (received_at)
  include (id, product_id, issue_id, step_id, cause_id, cause_class, cause_locus, closed_at, closure);
drop index complaints_received_topics;
-- How many are late is counted without opening the complaints.
drop index complaints_owed;
create index complaints_owed on complaints (least(next_update_due, clock_due), id) include (next_update_due, clock_due, owner_id)
  where closed_at is null;

-- How long complaints took until they ended, in whole hours, begun ones counted, by the month in which they came.
create table closing_hours (
  month date not null check (extract(day from month) = 1),
  hours integer not null check (hours >= 0),
  fate text not null check (fate in ('solved', 'merged', 'otherwise')),
  n bigint not null,
  primary key (month, hours, fate)
);
-- What ended, or was opened again, and is still to be added. Nobody waits for the row of another.
create table closing_hours_outbox (
  id uuid primary key,
  month date not null,
  hours integer not null,
  fate text not null,
  delta integer not null check (delta <> 0)
);
insert into closing_hours (month, hours, fate, n)
  select date_trunc('month', received_at at time zone 'UTC')::date,
    greatest(0, ceil(date_part('epoch', closed_at - received_at) / 3600))::int,
    case when closure in ('solved', 'merged') then closure else 'otherwise' end, count(*)
  from complaints where closed_at is not null group by 1, 2, 3;
grant select, insert, update, delete on closing_hours to :app_role;
grant select, insert, delete on closing_hours_outbox to :app_role;
-- Rows are taken with "for update".
grant update on closing_hours_outbox to :app_role;
