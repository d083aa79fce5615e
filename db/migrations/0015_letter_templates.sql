-- Letters in the company's own words, what became of each, and the mailbox that holds them where no mail server is set.

-- A kind without a row here says what the product says by itself.
create table letter_templates (
  kind text not null check (kind ~ '^[a-z_]+$'),
  language text not null check (language in ('en', 'ru')),
  subject text not null check (length(btrim(subject)) > 0),
  body text not null check (length(btrim(body)) > 0),
  changed_at timestamptz(3) not null,
  changed_by uuid references people,
  primary key (kind, language)
);
grant select, insert, update, delete on letter_templates to :app_role;

-- Where answers to letters go, when not to the address they come from, and where their tag stands.
create table letter_settings (
  is_only boolean primary key default true check (is_only),
  reply_address text check (reply_address like '%_@_%'),
  tag_in text not null default 'address' check (tag_in in ('address', 'subject'))
);
insert into letter_settings default values;
grant select, insert, update on letter_settings to :app_role;

-- How it left: to a mail server, or into the development mailbox because none is set.
alter table letters add column delivery text check (delivery in ('server', 'mailbox'));
-- What the mail server said the last time, while the letter is tried again.
alter table letters add column last_refusal text;
alter table letters drop column html;
grant update (delivery, last_refusal) on letters to :app_role;

-- A letter to this address came back: others are preferred until one arrives from it again.
alter table customer_addresses add column came_back_at timestamptz(3);

-- Who wants no more news of repairs: the law lets them say so with one click.
create table stopped_news (
  customer_id uuid primary key references customers,
  at timestamptz(3) not null
);
grant select, insert on stopped_news to :app_role;

-- What would have gone out, as it would have: for trying the product without a mail server.
create table development_mailbox (
  id uuid primary key,
  at timestamptz(3) not null,
  to_address text not null,
  subject text not null,
  raw bytea not null
);
create index development_mailbox_newest on development_mailbox (at desc, id desc);
grant select, insert, delete on development_mailbox to :app_role;
