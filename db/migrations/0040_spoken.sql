-- Complaints with words, per day: what word themes are set against, so that a month in which words begin to come is no spike of all
-- of them. Counted like a series, and never watched itself.
alter table series drop constraint series_kind_check;
alter table series add constraint series_kind_check
  check (kind in ('all', 'product', 'issue', 'step', 'cause', 'partner', 'field', 'words', 'spoken'));
insert into complaint_days_changed (day, new_complaints, marked_at)
  select distinct (received_at at time zone 'UTC')::date, false, now() from complaints where text is not null
  on conflict (day) do nothing;
