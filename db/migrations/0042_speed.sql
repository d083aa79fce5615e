-- Reports that count complaints between two moments read these alone, not the complaints themselves with their words.
create index complaints_received_topics on complaints (received_at) include (id, product_id, cause_id, closed_at, closure);
create index complaints_closed_topics on complaints (closed_at) include (id, product_id, cause_id, received_at, closure)
  where closed_at is not null;
drop index complaints_closed;
-- How few different times to closing there are: else each complaint is expected to have its own, and nothing is added up in parallel.
create statistics complaints_closed_hours
  on ((greatest(0, ceil(date_part('epoch', closed_at - received_at) / 3600))::int)) from complaints;
