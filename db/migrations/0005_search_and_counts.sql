-- Search: one plain column, filled by one function in one place (a generated column would slow bulk loading eightfold).
-- received_at is copied so that "newest matches" can walk one index.

create function search_vector(language text, reference text, title text, words text) returns tsvector
language sql immutable parallel safe as $$
  select to_tsvector(
           case lower(split_part(language, '-', 1)) when 'ru' then 'russian'::regconfig when 'en' then 'english'::regconfig else 'simple'::regconfig end,
           left(coalesce(title, '') || ' ' || coalesce(words, ''), 100000))
         || to_tsvector('simple', reference)
$$;

create table complaint_search (
  complaint_id uuid primary key references complaints,
  received_at timestamptz(3) not null,
  vector tsvector not null
);
create index complaint_search_vector on complaint_search using gin (vector);
create index complaint_search_received on complaint_search (received_at desc, complaint_id desc);

-- Counts by month and everything the causes page filters on. Fed from an outbox that changes write to in their own
-- transaction; a question adds what the outbox still holds, so counts are exact at every moment.
create table complaint_counts (
  month date not null,
  product_id uuid,
  issue_id uuid,
  step_id uuid,
  channel text not null,
  language text not null,
  cause_class text,
  cause_locus text,
  cause_id uuid,
  n integer not null,
  unique nulls not distinct (month, product_id, issue_id, step_id, channel, language, cause_class, cause_locus, cause_id)
);

create table complaint_counts_outbox (
  complaint_id uuid not null,
  seq integer not null,
  delta smallint not null check (delta in (-1, 1)),
  month date not null,
  product_id uuid,
  issue_id uuid,
  step_id uuid,
  channel text not null,
  language text not null,
  cause_class text,
  cause_locus text,
  cause_id uuid,
  primary key (complaint_id, seq, delta)
);
