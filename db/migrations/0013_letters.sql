-- Letters of every stage of care, and what lets a customer back in without an account.

-- Keys of this installation: whoever holds one can make links and reply addresses. Written once, never changed.
create table secrets (
  name text primary key check (name ~ '^[a-z_]+$'),
  value bytea not null check (length(value) = 32)
);
grant select, insert on secrets to :app_role;

-- A customer's link carries the complaint and a proof of this number; renewing the link raises it, so older ones end.
alter table complaints add column link_generation integer not null default 1 check (link_generation > 0);
grant update (link_generation) on complaints to :app_role;

alter table letters drop constraint letters_kind_check;
alter table letters add constraint letters_kind_check check (kind in ('acknowledgement', 'update', 'reply', 'solution', 'reminder',
  'decision', 'escalation', 'thanks', 'no_answer', 'withdrawn', 'notice', 'told'));
-- The words of ours that the letter carries, and who wrote them.
alter table letters add column message_id uuid;
alter table letters add column author_id uuid references people;
alter table letters add column html text;
-- Taken back before it left: it never leaves.
alter table letters add column cancelled_at timestamptz;
alter table letters add constraint cancelled_is_not_sent check (cancelled_at is null or (sent_at is null and sending_since is null));
-- It was handed over and came back: why, in the words of the other mail server.
alter table letters add column bounced_at timestamptz;
alter table letters add column bounce text;
alter table letters add constraint bounced_was_sent check (bounced_at is null or sent_at is not null);
grant update (html, cancelled_at, bounced_at, bounce) on letters to :app_role;
drop index letters_waiting;
create index letters_waiting on letters (next_attempt_at) where sent_at is null and cancelled_at is null and failure is null;
