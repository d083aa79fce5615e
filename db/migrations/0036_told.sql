-- Told: everybody whom a pothole hit is written to once while its repair is being worked on (`earlier`, if the company likes) and
-- once when it is proven. Nobody is told the same twice.

-- Customers who were hit and did not complain, from a list of the company.
create table silent_affected (
  id uuid primary key,
  pothole_id uuid not null references potholes,
  email text not null check (email = lower(email) and length(email) between 3 and 320),
  name text check (length(name) between 1 and 200),
  language text check (language in ('en', 'ru')),
  -- What happened to them, as far as the company knows.
  happened text check (length(happened) between 1 and 1000),
  listed_at timestamptz(3) not null,
  listed_by uuid references people,
  unique (pothole_id, email)
);
grant select, insert, delete on silent_affected to :app_role;

-- The company's own words for one pothole; where there are none, the product's are used.
create table told_words (
  pothole_id uuid not null references potholes,
  stage text not null check (stage in ('earlier', 'proven')),
  language text not null check (language in ('en', 'ru')),
  subject text not null check (length(btrim(subject)) between 1 and 300),
  body text not null check (length(btrim(body)) between 1 and 20000),
  changed_at timestamptz(3) not null,
  changed_by uuid references people,
  primary key (pothole_id, stage, language)
);
grant select, insert, delete on told_words to :app_role;
grant update (subject, body, changed_at, changed_by) on told_words to :app_role;

-- How the letters of a stage leave: to whom, how many an hour, and whether they do now.
create table told_rounds (
  pothole_id uuid not null references potholes,
  stage text not null check (stage in ('earlier', 'proven')),
  per_hour integer not null check (per_hour between 1 and 20000),
  -- Also those whose complaints match the pothole's rule and that nobody looked at.
  also_matching boolean not null,
  -- Running from then on until it is stopped.
  begun_at timestamptz(3),
  begun_by uuid references people,
  stopped_at timestamptz(3),
  stopped_because text check (stopped_because in ('by_hand', 'proven', 'not_proven', 'closed')),
  -- When the next letter may be queued.
  next_at timestamptz(3) not null,
  primary key (pothole_id, stage),
  constraint stopped_was_begun check (stopped_at is null or begun_at is not null),
  constraint stopped_because_of_something check ((stopped_at is null) = (stopped_because is null))
);
create index told_rounds_running on told_rounds (next_at) where begun_at is not null and stopped_at is null;
grant select, insert on told_rounds to :app_role;
grant update (per_hour, also_matching, begun_at, begun_by, stopped_at, stopped_because, next_at) on told_rounds to :app_role;

-- Who was told of which pothole and stage, and how: each customer, and each address, once. Stored before the letter leaves; taken
-- away again when the letter was taken back, or when somebody told them by hand because it did not arrive.
create table told (
  id uuid primary key,
  pothole_id uuid not null references potholes,
  stage text not null check (stage in ('earlier', 'proven')),
  customer_id uuid references customers,
  -- The e-mail address it went to.
  address text check (address = lower(address)),
  -- The complaint whose letter it is; of somebody we do not know, the complaint itself.
  complaint_id uuid,
  -- Of the letters of that complaint.
  occasion integer,
  listed_id uuid references silent_affected,
  how text not null check (how in ('letter', 'telephone', 'post', 'in_person', 'other', 'unreachable')),
  at timestamptz(3) not null,
  -- By hand: on which day, by whom, and what there is to say of it.
  told_on date,
  told_by uuid references people,
  recorded_by uuid references people,
  note text check (length(note) between 1 and 2000),
  constraint somebody_was_told check (num_nonnulls(customer_id, complaint_id, listed_id) > 0),
  constraint letter_has_an_address check (how <> 'letter' or address is not null),
  constraint letter_of_a_complaint_or_of_the_list check (how <> 'letter' or (occasion is null) = (complaint_id is null)),
  constraint by_hand_is_whole check ((how = 'letter') = (told_on is null)),
  constraint unreachable_says_why check (how <> 'unreachable' or coalesce(length(btrim(note)) >= 3, false))
);
create unique index told_customer on told (pothole_id, stage, customer_id) where customer_id is not null;
create unique index told_address on told (pothole_id, stage, address) where address is not null;
create unique index told_unknown on told (pothole_id, stage, complaint_id) where customer_id is null and complaint_id is not null;
create unique index told_listed on told (pothole_id, stage, listed_id) where listed_id is not null;
grant select, insert, delete on told to :app_role;

-- Letters to those of the list. Each exists once, is claimed before it leaves, and is never sent when its fate is not known.
create table told_letters (
  listed_id uuid not null references silent_affected,
  stage text not null check (stage in ('earlier', 'proven')),
  to_address text not null,
  language text not null check (language in ('en', 'ru')),
  subject text not null,
  body text not null,
  queued_at timestamptz(3) not null,
  attempts integer not null default 0,
  next_attempt_at timestamptz(3) not null,
  sending_since timestamptz(3),
  sent_at timestamptz(3),
  cancelled_at timestamptz(3),
  failure text,
  last_refusal text,
  delivery text check (delivery in ('server', 'mailbox')),
  bounced_at timestamptz(3),
  bounce text,
  primary key (listed_id, stage),
  constraint told_letter_has_one_end check (num_nonnulls(sent_at, cancelled_at, failure) <= 1),
  constraint told_bounced_was_sent check (bounced_at is null or sent_at is not null)
);
create index told_letters_waiting on told_letters (next_attempt_at) where sent_at is null and cancelled_at is null and failure is null;
grant select, insert, delete on told_letters to :app_role;
grant update (attempts, next_attempt_at, sending_since, sent_at, cancelled_at, failure, last_refusal, delivery, bounced_at, bounce)
  on told_letters to :app_role;

-- Who was on such a list and wants no more letters of this sort; customers who complained are in stopped_news.
create table stopped_told (
  address text primary key check (address = lower(address)),
  at timestamptz(3) not null
);
grant select, insert on stopped_told to :app_role;
