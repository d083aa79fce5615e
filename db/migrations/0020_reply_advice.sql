-- What was sent to a customer against the advice of the reply checker: where in the message, and which advice. The words
-- themselves stay in the message, so that erasing them there is enough.
create table reply_advice (
  complaint_id uuid not null references complaints,
  message_id uuid not null,
  direction text not null generated always as ('out') stored,
  place smallint not null check (place > 0),
  code text not null check (code ~ '^[BDHN][1-9]$'),
  language text not null check (language in ('en', 'ru')),
  starts_at integer not null check (starts_at >= 0),
  length integer not null check (length > 0),
  at timestamptz(3) not null,
  primary key (complaint_id, message_id, place),
  foreign key (complaint_id, message_id, direction) references messages (complaint_id, id, direction)
);
create index reply_advice_at on reply_advice (at desc, message_id desc);
-- How many answers people here wrote in a period: what a share of them is a share of.
create index messages_ours on messages (at) where direction = 'out' and author_id is not null;
grant select, insert on reply_advice to :app_role;
