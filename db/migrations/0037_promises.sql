-- What we tell all customers (ISO 10001), where it holds and whether it was kept; what a pothole touches of it, and where else
-- that was looked for; what stopped employees from satisfying a customer.

create table service_promises (
  id uuid primary key,
  -- The version that counts; changing a promise adds one, so that what was said before stays known.
  version integer not null check (version > 0)
);
grant select, insert on service_promises to :app_role;
grant update (version) on service_promises to :app_role;

create table service_promise_versions (
  promise_id uuid not null references service_promises,
  version integer not null check (version > 0),
  kind text not null check (kind in ('advert', 'policy', 'contract', 'service_level', 'other')),
  -- The words that customers read, in the languages in which they were said.
  text_en text check (text_en ~ '\S' and length(text_en) <= 2000),
  text_ru text check (text_ru ~ '\S' and length(text_ru) <= 2000),
  said_where text check (length(said_where) <= 500),
  conditions text check (length(conditions) <= 2000),
  -- What shows whether it was kept, and in what share of cases it must be.
  indicator text check (length(indicator) <= 1000),
  threshold numeric check (threshold > 0 and threshold <= 1),
  remedy text check (length(remedy) <= 2000),
  owner_id uuid references people,
  valid_from date not null,
  -- The last day on which it holds; null: until further notice.
  valid_to date check (valid_to >= valid_from),
  changed_at timestamptz(3) not null,
  changed_by uuid references people,
  primary key (promise_id, version),
  constraint said_in_some_language check (num_nonnulls(text_en, text_ru) > 0)
);
-- Of which products and at which steps; none: of all, at every step.
create table service_promise_products (
  promise_id uuid not null,
  version integer not null,
  product_id uuid not null references products,
  primary key (promise_id, version, product_id),
  foreign key (promise_id, version) references service_promise_versions
);
create table service_promise_steps (
  promise_id uuid not null,
  version integer not null,
  step_id uuid not null references journey_steps,
  primary key (promise_id, version, step_id),
  foreign key (promise_id, version) references service_promise_versions
);
grant select, insert on service_promise_versions, service_promise_products, service_promise_steps to :app_role;

-- Whether it was kept: of so many cases of a period, so many. Added, and nothing else; a later one of the same period counts.
create table service_promise_readings (
  promise_id uuid not null references service_promises,
  id uuid not null,
  from_day date not null,
  to_day date not null check (to_day >= from_day),
  cases integer not null check (cases > 0),
  kept integer not null check (kept between 0 and cases),
  read_at timestamptz(3) not null,
  read_by uuid references people,
  primary key (promise_id, id)
);
grant select, insert on service_promise_readings to :app_role;

-- Which products go through a step; no row: that is not stated.
create table step_products (
  step_id uuid not null references journey_steps,
  product_id uuid not null references products,
  primary key (step_id, product_id)
);
grant select, insert, delete on step_products to :app_role;

create table pothole_promises (
  pothole_id uuid not null references potholes,
  promise_id uuid not null references service_promises,
  named_at timestamptz(3) not null,
  primary key (pothole_id, promise_id)
);
create table pothole_steps (
  pothole_id uuid not null references potholes,
  step_id uuid not null references journey_steps,
  named_at timestamptz(3) not null,
  primary key (pothole_id, step_id)
);
grant select, insert, delete on pothole_promises, pothole_steps to :app_role;

-- Where somebody looked whether the same fails. Added, and nothing else: the last word on a place counts.
create table pothole_looks (
  pothole_id uuid not null references potholes,
  id uuid not null,
  product_id uuid references products,
  step_id uuid references journey_steps,
  answer text not null check (answer in ('same_here', 'not_here', 'widened')),
  note text check (length(note) <= 2000),
  looked_at timestamptz(3) not null,
  looked_by uuid references people,
  primary key (pothole_id, id),
  constraint some_place check (num_nonnulls(product_id, step_id) > 0)
);
grant select, insert on pothole_looks to :app_role;

-- What stopped an employee; the words are a note in the history of the complaint.
create table constraint_notes (
  complaint_id uuid not null references complaints,
  id uuid not null,
  direction text not null generated always as ('note') stored,
  kind text not null check (kind in ('rule', 'step', 'message', 'partner', 'authority', 'other')),
  step_id uuid references journey_steps,
  promise_id uuid references service_promises,
  noted_at timestamptz(3) not null,
  noted_by uuid references people,
  -- Written by mistake: it counts no more.
  withdrawn_at timestamptz(3),
  primary key (complaint_id, id),
  foreign key (complaint_id, id, direction) references messages
);
create index constraint_notes_newest on constraint_notes (noted_at desc, id desc) where withdrawn_at is null;
grant select, insert on constraint_notes to :app_role;
grant update (withdrawn_at) on constraint_notes to :app_role;
