-- The workspace of those who look after customers: who waits for an answer, what we told one customer we would do, what
-- somebody put aside for a while, texts kept for writing, and how often customers had to say a thing again.

-- Since when the customer waits for an answer to their words; null when the last word is ours. Kept by what happens.
alter table complaints add column customer_waits_since timestamptz(3);
-- How often this customer was asked for something again, or said that they had told us already.
alter table complaints add column times_customer_repeated integer not null default 0 check (times_customer_repeated >= 0);
grant update (customer_waits_since, times_customer_repeated) on complaints to :app_role;
create index complaints_customer_waits on complaints (owner_id, customer_waits_since)
  where closed_at is null and customer_waits_since is not null;

-- An answer that was taken back before it left was never said: nobody counts it, and the customer does not see it.
alter table messages add column taken_back_at timestamptz(3);
alter table messages add constraint only_ours_is_taken_back check (taken_back_at is null or direction = 'out');
grant update (taken_back_at) on messages to :app_role;

-- The words of ours in which we said it, if we wrote them here. Released: not owed any more, and why.
alter table commitments add column message_id uuid;
alter table commitments add column released_at timestamptz(3);
alter table commitments add column release_reason text;
alter table commitments add column warned_at timestamptz(3);
alter table commitments add column broken_at timestamptz(3);
alter table commitments add constraint released_with_a_reason check (
  (released_at is null) = (release_reason is null) and (release_reason is null or release_reason ~ '\S'));
alter table commitments add constraint kept_or_released check (kept_at is null or released_at is null);
alter table commitments add constraint due_comes check (isfinite(due_at));
grant update (released_at, release_reason, warned_at, broken_at) on commitments to :app_role;
create index commitments_open on commitments (due_at) where kept_at is null and released_at is null;
create index commitments_made_by on commitments (made_by, due_at) where made_by is not null;

-- Put aside by one person. It ends by itself when the next update is due or the customer says something.
create table snoozes (
  complaint_id uuid not null references complaints,
  person_id uuid not null references people,
  until timestamptz(3) not null check (isfinite(until)),
  set_at timestamptz(3) not null,
  constraint snooze_ends_later check (until > set_at),
  primary key (complaint_id, person_id)
);
create index snoozes_person on snoozes (person_id, until);
grant select, insert, update, delete on snoozes to :app_role;

-- A suggestion for writing to customers, in one language; of one person, or for everyone.
create table saved_replies (
  id uuid primary key,
  owner_id uuid references people,
  name text not null check (name = btrim(name) and length(name) between 1 and 100),
  language text not null check (language in ('en', 'ru')),
  text text not null check (text ~ '\S' and length(text) <= 10000),
  is_shared boolean not null,
  version integer not null default 1 check (version > 0),
  changed_at timestamptz(3) not null,
  deleted_at timestamptz(3),
  constraint somebodys_or_everyones check (is_shared or owner_id is not null)
);
create index saved_replies_owner on saved_replies (owner_id) where deleted_at is null;
grant select, insert on saved_replies to :app_role;
grant update (name, language, text, is_shared, version, changed_at, deleted_at) on saved_replies to :app_role;

-- To begin with: what is said most often, as it is to be said.
insert into saved_replies (id, name, language, text, is_shared, changed_at) values
  ('0192b000-0000-7000-8000-000000000001', 'I look after this', 'en',
   E'I am {owner}, and I look after your complaint until you tell us that it is solved.\n\nThis is what I do now: …\n\nYou hear from me by …', true, now()),
  ('0192b000-0000-7000-8000-000000000002', 'It takes longer than I said', 'en',
   E'I told you that you would hear the result by …. I do not have it yet, and I am sorry that you wait longer than I said.\n\nThe reason is: …\n\nYou hear from me by …', true, now()),
  ('0192b000-0000-7000-8000-000000000003', 'One question', 'en',
   E'To go on I need one thing that we do not know yet: …\n\nAs soon as I have it, I will …', true, now()),
  ('0192b000-0000-7000-8000-000000000004', 'It was our mistake', 'en',
   E'You are right: … That was our mistake, and I am sorry for what it meant for you.\n\nThis is how we put it right: …', true, now()),
  ('0192b000-0000-7000-8000-000000000005', 'Я веду ваше обращение', 'ru',
   E'Меня зовут {owner}. Я веду ваше обращение, пока вы не скажете, что вопрос решён.\n\nСейчас я делаю следующее: …\n\nЯ напишу вам до …', true, now()),
  ('0192b000-0000-7000-8000-000000000006', 'Нужно больше времени', 'ru',
   E'Я обещал(а) сообщить вам результат до …. Его пока нет. Прошу прощения за то, что вам приходится ждать дольше обещанного.\n\nПричина: …\n\nЯ напишу вам до …', true, now()),
  ('0192b000-0000-7000-8000-000000000007', 'Один вопрос', 'ru',
   E'Чтобы продолжить, нам не хватает одного: …\n\nКак только я это узнаю, я …', true, now()),
  ('0192b000-0000-7000-8000-000000000008', 'Это наша ошибка', 'ru',
   E'Вы правы: … Это наша ошибка. Прошу прощения за всё, к чему она для вас привела.\n\nВот как мы это исправим: …', true, now());
