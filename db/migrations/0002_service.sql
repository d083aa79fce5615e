-- What we offer and how a customer goes through it, the causes of dissatisfaction, and who we serve.

create table products (
  id uuid primary key,
  name text not null,
  parent_id uuid references products,
  unique nulls not distinct (parent_id, name)
);

create table issues (
  id uuid primary key,
  name text not null,
  parent_id uuid references issues,
  unique nulls not distinct (parent_id, name)
);

create table journeys (
  id uuid primary key,
  name jsonb not null
);

create table journey_steps (
  id uuid primary key,
  journey_id uuid not null references journeys,
  position integer not null,
  code text not null unique,
  name jsonb not null
);

-- How much was exposed to failing: orders, accounts, journeys in a period. Absent means unknown, never zero.
create table exposures (
  dimension text not null check (dimension in ('all', 'product', 'issue', 'step', 'cause')),
  value_id uuid,
  month date not null check (extract(day from month) = 1),
  units numeric not null check (units > 0),
  unit_name text not null,
  unique nulls not distinct (dimension, value_id, month)
);

-- The taxonomy is data: every change makes a version, and the version keeps the whole taxonomy as it stood.
create table taxonomy_versions (
  version integer primary key check (version > 0),
  created_at timestamptz not null,
  created_by uuid references people,
  note text not null,
  causes jsonb not null
);

create table causes (
  id uuid primary key,
  code text not null unique check (code ~ '^[a-z0-9][a-z0-9-]*$'),
  class text not null check (class in ('delivery', 'surprise', 'mismatch')),
  locus text not null,
  name jsonb not null,
  definition jsonb not null default '{}',
  examples jsonb not null default '{}',
  since_version integer not null references taxonomy_versions,
  retired_version integer references taxonomy_versions,
  -- Target of what is coded: whoever names a cause names its class and locus too.
  unique (id, class, locus),
  constraint locus_belongs_to_class check (
    (class = 'delivery' and locus in ('person', 'system', 'partner'))
    or (class = 'surprise' and locus in ('product', 'process', 'message', 'need'))
    or (class = 'mismatch' and locus in ('use', 'expectation', 'fit', 'missed_information')))
);

create table customers (
  id uuid primary key,
  name text,
  language text,
  created_at timestamptz not null,
  erased_at timestamptz
);

-- Global uniqueness lives in a small table of its own.
create table customer_addresses (
  kind text not null check (kind in ('email', 'phone', 'external')),
  address text not null,
  customer_id uuid not null references customers,
  primary key (kind, address)
);
create index customer_addresses_customer on customer_addresses (customer_id);
