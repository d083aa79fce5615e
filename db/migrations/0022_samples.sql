-- Random samples of complaints that people code without seeing what anybody or a model said, and what they settled on.
-- Kept apart from codings (the everyday ones): rule 8 holds here too.

create table coding_samples (
  id uuid primary key,
  name text not null check (name = btrim(name) and length(name) between 1 and 200),
  -- The frame: complaints received on these days (UTC) and recorded here before created_at.
  period_from date not null,
  period_to date not null,
  only_with_words boolean not null,
  stratified_by text not null check (stratified_by in ('none', 'product', 'channel', 'month')),
  allocation text not null check (allocation in ('proportional', 'equal')),
  size integer not null check (size between 1 and 5000),
  -- How many of them are coded by `coders` people; each of the others by one.
  shared integer not null,
  coders integer not null check (coders between 1 and 5),
  seed integer not null check (seed >= 0),
  taxonomy_version integer not null references taxonomy_versions,
  created_by uuid references people,
  created_at timestamptz(3) not null,
  drawn_at timestamptz(3),
  -- Tells whether the frame is still what was drawn from: see src/causes/sampling/draw.ts.
  frame_print text,
  constraint period_is_a_span check (period_from <= period_to),
  constraint shared_are_of_the_sample check (shared between 0 and size),
  constraint shared_by_several check ((shared > 0) = (coders > 1)),
  constraint drawn_from_a_frame check ((drawn_at is null) = (frame_print is null))
);

-- How many complaints each stratum holds and how many were drawn: drawn / frame is the chance each had.
create table sample_strata (
  sample_id uuid not null references coding_samples,
  -- Id of the topmost product, channel, or first day of the month; empty: not stated, or not stratified.
  stratum text not null,
  frame integer not null check (frame > 0),
  drawn integer not null check (drawn between 0 and frame),
  primary key (sample_id, stratum)
);

create table sample_units (
  complaint_id uuid not null references complaints,
  sample_id uuid not null references coding_samples,
  position integer not null check (position > 0),
  stratum text not null,
  probability double precision not null check (probability > 0 and probability <= 1),
  -- By how many people it is coded; 0: it has no words to code, and stays in the sample as such.
  coders integer not null check (coders between 0 and 5),
  primary key (complaint_id, sample_id),
  foreign key (sample_id, stratum) references sample_strata
);
create index sample_units_sample on sample_units (sample_id, position);

create table sample_codings (
  complaint_id uuid not null references complaints,
  id uuid not null,
  sample_id uuid not null,
  -- A coder's own answer (blind), or what the answers were settled to, by whom and why.
  is_settlement boolean not null,
  coder_id uuid not null references people,
  as_designed text check (as_designed in ('yes', 'no', 'unknown')),
  expected text check (expected in ('yes', 'no', 'unknown')),
  class text,
  locus text,
  cause_id uuid,
  uncodable text check (uncodable in ('no_words', 'not_a_complaint', 'not_understood')),
  reason text check (reason ~ '\S' and length(reason) <= 1000),
  coded_at timestamptz(3) not null,
  superseded_at timestamptz(3),
  primary key (complaint_id, id),
  foreign key (complaint_id, sample_id) references sample_units,
  constraint settled_with_a_reason check (is_settlement = (reason is not null)),
  constraint coded_or_not_codable check ((class is null) = (uncodable is not null)),
  constraint cause_has_locus check (cause_id is null or locus is not null),
  constraint cause_is_of_the_class foreign key (cause_id, class, locus) references causes (id, class, locus),
  constraint class_follows_from_the_two_questions check (class is not distinct from case
    when uncodable is not null then null
    when as_designed = 'no' then 'delivery'
    when as_designed = 'yes' and expected = 'no' then 'surprise'
    when as_designed = 'yes' and expected = 'yes' then 'mismatch'
    else 'unknown' end),
  constraint answered_or_not_codable check ((as_designed is null) = (uncodable is not null) and (uncodable is null or expected is null)),
  constraint locus_has_class check (locus is null or class is not null),
  constraint locus_belongs_to_class check (locus is null
    or (class = 'delivery' and locus in ('person', 'system', 'partner'))
    or (class = 'surprise' and locus in ('product', 'process', 'message', 'need'))
    or (class = 'mismatch' and locus in ('use', 'expectation', 'fit', 'missed_information')))
);
-- One answer of each coder, and one settlement, hold at a time.
create unique index sample_codings_one_each on sample_codings (complaint_id, sample_id, coder_id)
  where superseded_at is null and not is_settlement;
create unique index sample_codings_one_settlement on sample_codings (complaint_id, sample_id)
  where superseded_at is null and is_settlement;
create index sample_codings_sample on sample_codings (sample_id) where superseded_at is null;

-- Drawing looks at nothing but these columns of the complaints that have words.
create index complaints_with_words on complaints (received_at) include (id, recorded_at, product_id, channel) where text is not null;

grant select, insert on coding_samples, sample_strata, sample_units, sample_codings to :app_role;
grant update (drawn_at, frame_print) on coding_samples to :app_role;
grant update (superseded_at) on sample_codings to :app_role;
