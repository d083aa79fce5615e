-- Solved is the customer's word, and the way to someone who can decide is open.

alter table organization
  -- A proposed solution is asked about again after so many days each time, so often, and then it closes as "no answer".
  add column remind_after_days integer not null default 5 check (remind_after_days between 1 and 60),
  add column reminders_before_closing integer not null default 2 check (reminders_before_closing between 1 and 5),
  -- So long after closing, what the customer says reopens the complaint; later it begins a new one that is linked.
  add column reopen_within_days integer not null default 60 check (reopen_within_days between 1 and 3650),
  -- A manager who was asked for speaks to the customer within so many hours.
  add column manager_speaks_within_hours integer not null default 24 check (manager_speaks_within_hours between 1 and 720);

-- A solution we proposed, and what the customer said to it. What was stated with it stays, whatever the settings become.
create table solutions (
  complaint_id uuid not null references complaints,
  id uuid not null,
  message_id uuid not null,
  message_direction text not null generated always as ('out') stored,
  proposed_by uuid references people,
  proposed_at timestamptz(3) not null,
  remind_after_days integer not null check (remind_after_days >= 1),
  reminders_stated integer not null check (reminders_stated >= 1),
  -- When we ask again, or close after the last time; null where we have no address to ask at.
  next_step_at timestamptz(3),
  answered_at timestamptz(3),
  answer text check (answer in ('solved', 'not_solved', 'wrote', 'no_answer', 'replaced', 'settled_otherwise')),
  answer_message_id uuid,
  answer_direction text generated always as (case when answer_message_id is not null then 'in' end) stored,
  is_silent boolean generated always as (coalesce(answer = 'no_answer', false)) stored,
  primary key (complaint_id, id),
  unique (complaint_id, id, reminders_stated, is_silent),
  foreign key (complaint_id, message_id, message_direction) references messages (complaint_id, id, direction),
  constraint answer_is_the_customers foreign key (complaint_id, answer_message_id, answer_direction)
    references messages (complaint_id, id, direction),
  constraint answer_is_whole check ((answered_at is null) = (answer is null)),
  constraint answer_has_words check (
    coalesce(answer in ('solved', 'not_solved', 'wrote'), false) = (answer_message_id is not null))
);
create unique index solutions_one_open on solutions (complaint_id) where answered_at is null;
create index solutions_next_step on solutions (next_step_at) where answered_at is null;

-- Reminders are counted anew for each solution.
alter table letters add column solution_id uuid;
alter table letters add constraint reminders_ask_about_a_solution check ((kind = 'reminder') = (solution_id is not null));
alter table letters add foreign key (complaint_id, solution_id) references solutions (complaint_id, id);
alter table letters drop constraint reminders_follow_each_other;
alter table closures drop constraint reminders_were_sent;
alter table letters drop constraint letters_complaint_id_reminder_is_sent_key;
alter table letters add constraint letters_reminder_of_solution unique (complaint_id, solution_id, reminder, is_sent);
alter table letters add constraint reminders_follow_each_other foreign key (complaint_id, solution_id, reminder_before, before_is_sent)
  references letters (complaint_id, solution_id, reminder, is_sent);

-- Rule 3. No answer is the silence to one solution, after all of its reminders were sent.
alter table closures add column solution_id uuid;
alter table closures add column solution_silent boolean generated always as (case when solution_id is not null then true end) stored;
alter table closures add constraint silence_follows_a_question check ((closure = 'no_answer') = (solution_id is not null)) not valid;
alter table closures add constraint reminders_were_sent foreign key (complaint_id, solution_id, last_reminder, last_reminder_sent)
  references letters (complaint_id, solution_id, reminder, is_sent);
alter table closures add constraint customer_was_silent foreign key (complaint_id, solution_id, reminders_stated, solution_silent)
  references solutions (complaint_id, id, reminders_stated, is_silent);

-- Rule 3. A decision says what it is and what was found. One in the customer's favour is no decision but a solution to propose.
-- Not valid: what was decided before this was stored says it in its reasons.
alter table closures add column decision text;
alter table closures add column findings text;
alter table closures add constraint decision_says_what_was_found check (closure <> 'decided'
  or (decision in ('partly_upheld', 'not_upheld', 'no_finding') and length(btrim(findings, E' \t\r\n')) >= 10) is true) not valid;
-- Until when the customer's word reopens it, as we stated it.
alter table closures add column reopen_until timestamptz(3);
alter table closures add constraint reopens_after_closing check (reopen_until >= closed_at);

-- What the customer said that closes a complaint, while it waits for what a manager owes (rule 4).
create table waiting_closures (
  complaint_id uuid primary key references complaints,
  closure text not null check (closure in ('solved', 'withdrawn')),
  message_id uuid not null,
  message_direction text not null generated always as ('in') stored,
  said_at timestamptz(3) not null,
  foreign key (complaint_id, message_id, message_direction) references messages (complaint_id, id, direction)
);

-- A complaint that goes on with one closed too long ago to reopen.
create table follow_ups (
  complaint_id uuid primary key references complaints,
  from_id uuid not null check (from_id <> complaint_id),
  at timestamptz(3) not null
);
create index follow_ups_from on follow_ups (from_id);

-- How it was for the customer: asked once, of those who said that it is solved and of nobody else, answered once.
create table rating_requests (
  complaint_id uuid primary key references complaints,
  asked_at timestamptz(3) not null,
  closed_at timestamptz(3) not null,
  closure text not null generated always as ('solved') stored,
  constraint only_the_satisfied_are_asked foreign key (complaint_id, closed_at, closure)
    references closures (complaint_id, closed_at, closure)
);
create table ratings (
  complaint_id uuid primary key references complaints,
  satisfaction integer not null check (satisfaction between 1 and 5),
  effort integer check (effort between 1 and 7),
  comment text check (length(comment) between 1 and 5000),
  rated_at timestamptz(3) not null,
  constraint rated_when_asked foreign key (complaint_id) references rating_requests (complaint_id)
);
-- Customers whom the question would insult, as someone who knows them sees it.
create table rating_holds (
  complaint_id uuid primary key references complaints,
  why text not null check (why in ('harmed', 'safety', 'grief', 'other')),
  held_by uuid references people,
  held_at timestamptz(3) not null
);

-- It was taken to someone who can decide: one named manager, who speaks to the customer in person.
alter table complaints add constraint complaints_while_open unique (id, owner_active);
create table escalations (
  complaint_id uuid not null references complaints,
  id uuid not null,
  at timestamptz(3) not null,
  asked_by text not null check (asked_by in ('customer', 'person', 'key')),
  asked_by_id uuid,
  from_id uuid not null references people,
  manager_id uuid not null,
  manager_role text not null check (manager_role in ('manager', 'executive')),
  -- The customer's words, or a note of the employee's; the event that says so, before which all earlier stages lie.
  message_id uuid not null,
  event_seq integer not null,
  speak_by timestamptz(3) not null,
  spoke_at timestamptz(3),
  spoke_by uuid references people,
  spoke_how text check (spoke_how in ('call', 'in_person', 'letter')),
  spoke_message_id uuid,
  -- What was said in a call is a note; a letter is words to the customer.
  spoke_direction text generated always as (case when spoke_how = 'letter' then 'out' when spoke_how is not null then 'note' end) stored,
  ended_at timestamptz(3),
  ended_as text check (ended_as in ('customer', 'passed', 'merged')),
  ended_message_id uuid,
  ended_direction text generated always as (case when ended_message_id is not null then 'in' end) stored,
  next_id uuid,
  reminded_at timestamptz(3),
  late_told_at timestamptz(3),
  -- While the customer waits for that word, the manager works here and the complaint stays open.
  waits boolean generated always as (case when spoke_at is null and ended_at is null then true end) stored,
  primary key (complaint_id, id),
  foreign key (complaint_id, event_seq) references complaint_events (complaint_id, seq),
  foreign key (manager_id, manager_role) references role_grants (person_id, role),
  constraint manager_is_here foreign key (manager_id, waits) references people (id, active),
  constraint manager_speaks_before_closing foreign key (complaint_id, waits) references complaints (id, owner_active),
  constraint spoke_is_whole check (num_nonnulls(spoke_at, spoke_by, spoke_how, spoke_message_id) in (0, 4)),
  constraint the_manager_spoke check (spoke_by = manager_id),
  foreign key (complaint_id, spoke_message_id, spoke_direction) references messages (complaint_id, id, direction),
  constraint customer_ended_it foreign key (complaint_id, ended_message_id, ended_direction)
    references messages (complaint_id, id, direction),
  constraint passed_to_another foreign key (complaint_id, next_id) references escalations (complaint_id, id)
    deferrable initially deferred,
  constraint ended_is_whole check ((ended_at is null) = (ended_as is null)),
  constraint ended_by_something check ((case ended_as when 'customer' then ended_message_id is not null
    when 'passed' then next_id is not null and next_id <> id when 'merged' then true else ended_message_id is null and next_id is null end) is true)
);
create unique index escalations_one_waits on escalations (complaint_id) where waits;
create index escalations_waiting on escalations (speak_by) where waits;
create index escalations_manager on escalations (manager_id, at desc);

-- What failed at each earlier stage; a stage is named by the event it began with. Of what and where, never of whom.
create table escalation_failures (
  complaint_id uuid not null references complaints,
  escalation_id uuid not null,
  stage_seq integer not null,
  what text not null check (what in ('late', 'not_understood', 'no_authority', 'rule', 'wrong_solution', 'passed_on',
    'promise_broken', 'asked_again', 'nothing')),
  note text check (length(note) between 1 and 5000),
  noted_by uuid references people,
  noted_at timestamptz(3) not null,
  primary key (complaint_id, stage_seq),
  foreign key (complaint_id, escalation_id) references escalations (complaint_id, id),
  foreign key (complaint_id, stage_seq) references complaint_events (complaint_id, seq)
);

grant select, insert on solutions, waiting_closures, follow_ups, rating_requests, ratings, rating_holds, escalations,
  escalation_failures to :app_role;
grant update (next_step_at, answered_at, answer, answer_message_id) on solutions to :app_role;
grant update (comment) on ratings to :app_role;
grant update (spoke_at, spoke_by, spoke_how, spoke_message_id, ended_at, ended_as, ended_message_id, next_id, reminded_at,
  late_told_at) on escalations to :app_role;
grant update (what, note, noted_by, noted_at) on escalation_failures to :app_role;
grant delete on waiting_closures, rating_holds to :app_role;
