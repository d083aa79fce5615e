-- Returns to regulators: which group of the regulator's each of our products and causes is in, which of our fields answers a
-- question, and what was made when. The definitions themselves are data of the product, versioned (src/insight/returns/definitions).

create table return_mappings (
  definition text not null check (definition ~ '^[a-z0-9_]+$'),
  kind text not null check (kind in ('product', 'cause', 'field')),
  -- The id of a topmost product or of a cause; of a field, the question it answers.
  ours text not null check (length(ours) between 1 and 100),
  -- The code of the regulator's group; of a field, the key of the company's own.
  theirs text not null check (length(theirs) between 1 and 100),
  primary key (definition, kind, ours)
);
grant select, insert, delete on return_mappings to :app_role;
grant update (theirs) on return_mappings to :app_role;

-- What was made: the whole of it, as it left, so that it can be shown later what was reported.
create table made_returns (
  id uuid primary key,
  definition text not null,
  definition_version integer not null check (definition_version > 0),
  period_from date not null,
  period_to date not null check (period_to >= period_from),
  made_at timestamptz(3) not null,
  made_by uuid references people,
  complaints integer not null check (complaints >= 0),
  -- How many of them lacked something when it was made.
  gaps integer not null check (gaps >= 0),
  -- Of a table, the table; of a case file the rows are those of the complaints and are not kept a second time.
  content jsonb
);
create index made_returns_latest on made_returns (made_at desc, id desc);
grant select, insert on made_returns to :app_role;
