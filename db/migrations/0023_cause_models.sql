-- What a model says the causes are, of every complaint, apart from what people said (codings, sample_codings). Rule 8 holds
-- here too: a code is a class and where in it, and nothing else. A model keeps no words: its features are numbers.

create table cause_models (
  version integer primary key check (version > 0),
  trained_at timestamptz(3) not null,
  -- How many codings of people it learned from, and what it said of each while that was held out: [{truth, said, n}].
  examples integer not null check (examples > 0),
  held_out jsonb not null,
  -- How sure it was of the class on average while the example was held out.
  mean_confidence real not null check (mean_confidence between 0 and 1),
  labels text[] not null check (cardinality(labels) > 1),
  weights bytea not null,
  temperature real not null check (temperature > 0),
  -- Up to which complaint it has coded, by id; once retired, up to which its codes were removed.
  walked_to uuid,
  -- Since when every complaint had its code; and since when a later version took over.
  ready_at timestamptz(3),
  retired_at timestamptz(3),
  cleared_at timestamptz(3),
  constraint retired_after_ready check (retired_at is null or ready_at is not null),
  constraint cleared_after_retired check (cleared_at is null or retired_at is not null)
);
grant select, insert on cause_models to :app_role;
grant update (walked_to, ready_at, retired_at, cleared_at) on cause_models to :app_role;

create table model_codings (
  complaint_id uuid not null references complaints,
  model_version integer not null references cause_models,
  class text not null check (class in ('delivery', 'surprise', 'mismatch', 'unknown')),
  locus text,
  confidence real not null check (confidence between 0 and 1),
  at timestamptz(3) not null,
  primary key (complaint_id, model_version),
  constraint locus_belongs_to_class check (locus is null
    or (class = 'delivery' and locus in ('person', 'system', 'partner'))
    or (class = 'surprise' and locus in ('product', 'process', 'message', 'need'))
    or (class = 'mismatch' and locus in ('use', 'expectation', 'fit', 'missed_information')))
);
-- The codes of a version that was replaced are removed; how it did stays.
grant select, insert, delete on model_codings to :app_role;

-- How many complaints received on a day (UTC) the model gave each code. locus is empty where it names none.
create table model_counts (
  model_version integer not null references cause_models,
  day date not null,
  has_words boolean not null,
  class text not null,
  locus text not null,
  n integer not null check (n > 0),
  primary key (model_version, day, has_words, class, locus)
);
grant select, insert, delete on model_counts to :app_role;
grant update (n) on model_counts to :app_role;

-- The page "Inside out" counts what was due in a period, and who of management spoke.
create index commitments_due on commitments (due_at) where made_by is not null and released_at is null;
create index escalations_at on escalations (at);
