-- Mail in: the mailboxes we read, and every message that ever came, kept as it came before anything else is done with it.

-- A mailbox that we read by IMAP, or an address whose mail is forwarded to us (SMTP, or a program's call).
create table mailboxes (
  id uuid primary key,
  name text not null check (length(trim(name)) > 0),
  address text not null check (address = lower(address) and address like '%_@_%'),
  way text not null check (way in ('imap', 'forward')),
  host text,
  port integer check (port between 1 and 65535),
  security text check (security in ('tls', 'starttls', 'plain')),
  folder text,
  user_name text,
  sign_in text check (sign_in in ('password', 'oauth2')),
  token_address text,
  client_id text,
  -- Password, or the secrets of OAuth 2.0, sealed with a key that is not in this database.
  sealed_secret bytea,
  -- Of a forwarded address: what its door for programs is known by.
  door_hash bytea unique,
  -- What is taken of the mail that was there before us.
  begins text not null default 'now' check (begins in ('now', 'unread', 'all')),
  created_at timestamptz(3) not null,
  -- Grows when a person changes how it is connected.
  version integer not null default 1,
  paused_at timestamptz(3),
  removed_at timestamptz(3),
  -- How far it has been read: everything up to this number is stored.
  uid_validity bigint,
  last_uid bigint not null default 0,
  -- Up to this number it was there before us: `begins` says what of it is taken.
  old_until bigint not null default 0,
  reached_at timestamptz(3),
  failing_since timestamptz(3),
  -- What was wrong last: a key of the texts, values for it, and the words of the mail server.
  failure jsonb,
  failures integer not null default 0,
  told_at timestamptz(3),
  -- The process that reads it now, until when unless it says so again.
  held_by uuid,
  held_until timestamptz(3),
  constraint imap_is_whole check (
    way <> 'imap' or num_nulls(host, port, security, folder, user_name, sign_in, sealed_secret) = 0 or removed_at is not null),
  constraint oauth2_is_whole check (sign_in is distinct from 'oauth2' or num_nulls(token_address, client_id) = 0),
  constraint failing_says_why check ((failing_since is null) = (failure is null))
);
create unique index mailboxes_address on mailboxes (address) where removed_at is null;

-- One message as it came. Its bytes are in the file store under this id, and were there before this row.
create table mails (
  id uuid primary key,
  mailbox_id uuid not null references mailboxes,
  -- Its number at the mail server; null when it was forwarded.
  uid_validity bigint,
  uid bigint,
  -- When the mail server was told that we have it.
  seen_at timestamptz(3),
  size bigint not null,
  -- Only its beginning was kept, because it is larger than we take.
  is_cut boolean not null default false,
  -- Addresses the one who forwarded it named.
  forwarded_to text[] not null default '{}',
  arrived_at timestamptz(3) not null,
  stored_at timestamptz(3) not null,
  -- stored: nothing is done with it yet; taken: belongs to a complaint; waiting: for a person; repeated: came before;
  -- dismissed: a person saw that it needs nothing.
  state text not null check (state in ('stored', 'taken', 'waiting', 'repeated', 'dismissed')),
  reason text check (reason in ('unreadable', 'spam', 'automatic', 'bounced', 'own', 'too_many', 'too_large', 'failed')),
  attempts integer not null default 0,
  next_attempt_at timestamptz(3) not null,
  -- What was read of it; null until then.
  fingerprint bytea,
  message_id text,
  from_name text,
  from_address text,
  subject text,
  -- Of one that waits: the complaint it is probably about.
  near_id uuid,
  decided_by uuid references people,
  decided_at timestamptz(3),
  -- What a person said of its sender: mail from there is taken, or set aside, from now on.
  verdict text check (verdict in ('wanted', 'spam')),
  constraint waits_for_a_reason check (state <> 'waiting' or reason is not null),
  constraint decided_whole check ((decided_at is null) = (decided_by is null))
);
-- A message is stored once, and what it says is taken once, whichever ways it came.
create unique index mails_at_server on mails (mailbox_id, uid_validity, uid) where uid is not null;
create unique index mails_once on mails (fingerprint) where state <> 'repeated';
create index mails_to_handle on mails (next_attempt_at) where state = 'stored';
create index mails_not_seen on mails (mailbox_id) where uid is not null and seen_at is null;
create index mails_waiting on mails (stored_at desc, id desc) where state = 'waiting';
create index mails_message_id on mails (message_id) where message_id is not null;
create index mails_sender on mails (from_address, stored_at) where from_address is not null;

-- What a message became in a complaint: the complaint itself, words of the customer, or a sign that no person sent.
create table complaint_mails (
  complaint_id uuid not null references complaints,
  id uuid not null,
  became text not null check (became in ('complaint', 'message', 'automatic', 'bounce')),
  message_id uuid,
  left_out integer not null default 0,
  at timestamptz(3) not null,
  primary key (complaint_id, id)
);
create index complaint_mails_by_id on complaint_mails (id);

grant select, insert on mailboxes, mails, complaint_mails to :app_role;
grant update on mailboxes to :app_role;
-- Where a message came from and when stays; what names its sender is erased in place.
grant update (seen_at, state, reason, attempts, next_attempt_at, fingerprint, message_id, from_name, from_address, subject, near_id,
  decided_by, decided_at, verdict) on mails to :app_role;
