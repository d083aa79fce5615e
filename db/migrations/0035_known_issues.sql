-- Known issues: the honest public face of a pothole. What was published stays as it was, version after version; what is being
-- written is a draft that nobody outside sees.

create table known_issues (
  id uuid primary key,
  pothole_id uuid not null unique references potholes,
  -- Where its page is; stays from the first publication on, so that links lead somewhere.
  slug text unique check (slug ~ '^[a-z0-9]+(-[a-z0-9]+)*$' and length(slug) <= 80),
  draft jsonb check (jsonb_typeof(draft) = 'object'),
  -- The version that the public sees; null before the first, and after it was withdrawn.
  shown integer,
  first_shown_at timestamptz(3),
  withdrawn_at timestamptz(3),
  -- When somebody last looked whether it is still so, and how often somebody must.
  checked_at timestamptz(3),
  check_every_days integer not null default 30 check (check_every_days between 1 and 365),
  -- When its owner was last told that it is old or behind.
  reminded_at timestamptz(3),
  made_by uuid references people,
  made_at timestamptz(3) not null,
  version integer not null default 1 check (version > 0),
  constraint shown_is_whole check (shown is null or (slug is not null and checked_at is not null and first_shown_at is not null)),
  constraint shown_or_withdrawn check (shown is null or withdrawn_at is null)
);

create table known_issue_versions (
  known_issue_id uuid not null references known_issues,
  number integer not null check (number > 0),
  state text not null check (state in ('looking', 'committed', 'checking', 'proven', 'not_planned')),
  release text check (length(btrim(release)) between 1 and 100),
  due_on date,
  product_ids uuid[] not null,
  published_at timestamptz(3) not null,
  -- Null: taken back by the product itself, because what it said was no longer so.
  published_by uuid references people,
  primary key (known_issue_id, number),
  constraint committed_says_when check (state <> 'committed' or num_nonnulls(release, due_on) > 0),
  constraint when_is_of_a_repair check (state in ('committed', 'checking', 'proven') or num_nonnulls(release, due_on) = 0)
);
alter table known_issues add foreign key (id, shown) references known_issue_versions (known_issue_id, number);

create table known_issue_texts (
  known_issue_id uuid not null,
  number integer not null,
  language text not null check (language in ('en', 'ru')),
  title text not null check (length(btrim(title)) between 1 and 160),
  fails text not null check (length(btrim(fails)) between 1 and 2000),
  hits text not null check (length(hits) <= 1000),
  workaround text not null check (length(workaround) <= 2000),
  repair text not null check (length(repair) <= 2000),
  -- Words that customers use for it; nobody reads them, they are found by them.
  said text not null check (length(said) <= 1000),
  -- Stems of the title and of what customers say, and of all its words.
  key_stems text[] not null,
  stems text[] not null,
  primary key (known_issue_id, number, language),
  foreign key (known_issue_id, number) references known_issue_versions
);
create index known_issue_texts_stems on known_issue_texts using gin (stems);

-- Who asked for news of one. Nobody is written to but to confirm before they did; who wants no more is forgotten whole.
create table known_issue_subscriptions (
  id uuid primary key,
  known_issue_id uuid not null references known_issues,
  address text not null check (address = lower(address) and length(address) between 3 and 320),
  language text not null check (language in ('en', 'ru')),
  asked_at timestamptz(3) not null,
  confirmed_at timestamptz(3),
  unique (known_issue_id, address)
);
create index known_issue_subscriptions_address on known_issue_subscriptions (address, asked_at);

-- 0 asks whether the address is theirs; the others tell of the version of that number. Each exists once, is claimed before it
-- leaves, and is never sent again when its fate is not known.
create table known_issue_letters (
  subscription_id uuid not null references known_issue_subscriptions on delete cascade,
  number integer not null check (number >= 0),
  queued_at timestamptz(3) not null,
  attempts integer not null default 0,
  next_attempt_at timestamptz(3) not null,
  sending_since timestamptz(3),
  sent_at timestamptz(3),
  cancelled_at timestamptz(3),
  failure text,
  last_refusal text,
  delivery text check (delivery in ('server', 'mailbox')),
  primary key (subscription_id, number),
  constraint known_issue_letter_has_one_end check (num_nonnulls(sent_at, cancelled_at, failure) <= 1)
);
create index known_issue_letters_waiting on known_issue_letters (next_attempt_at)
  where sent_at is null and cancelled_at is null and failure is null;

grant select, insert on known_issues, known_issue_versions, known_issue_texts, known_issue_subscriptions, known_issue_letters
  to :app_role;
grant update (slug, draft, shown, first_shown_at, withdrawn_at, checked_at, check_every_days, reminded_at, version)
  on known_issues to :app_role;
grant update (language, asked_at, confirmed_at) on known_issue_subscriptions to :app_role;
grant update (queued_at, attempts, next_attempt_at, sending_since, sent_at, cancelled_at, failure, last_refusal,
  delivery)
  on known_issue_letters to :app_role;
grant delete on known_issue_subscriptions to :app_role;
