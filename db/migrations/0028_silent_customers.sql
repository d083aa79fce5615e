-- Customers who had a problem and said nothing: a random sample of all customers is asked, and what the problems cost is
-- computed from the company's own inputs.

create table surveys (
  id uuid primary key,
  name text not null check (length(btrim(name)) between 1 and 200),
  -- The days that are asked about.
  asked_from date not null,
  asked_to date not null check (asked_to >= asked_from),
  way text not null check (way in ('letter', 'link')),
  reminders integer not null check (reminders between 0 and 3),
  remind_after_days integer not null check (remind_after_days between 1 and 60),
  asks_recommend boolean not null,
  made_by uuid references people,
  made_at timestamptz(3) not null,
  frame text check (frame in ('list', 'customers')),
  -- With the same list and seed the same customers are drawn.
  seed integer check (seed >= 0),
  drawn_at timestamptz(3),
  opened_at timestamptz(3),
  ended_at timestamptz(3),
  -- How many customers complained in those days, each once; counted by a job.
  complainants integer check (complainants >= 0),
  complainants_at timestamptz(3),
  constraint drawn_is_whole check (num_nonnulls(frame, seed, drawn_at) in (0, 3)),
  constraint drawn_before_opened check (opened_at is null or drawn_at is not null),
  constraint opened_before_ended check (ended_at is null or opened_at is not null)
);

-- The causes a customer may choose from, in this order.
create table survey_causes (
  survey_id uuid not null references surveys,
  cause_id uuid not null references causes,
  position integer not null,
  primary key (survey_id, cause_id)
);

-- The parts of the frame: how many customers are in each, and how many were drawn. Answers are weighted by these.
create table survey_strata (
  survey_id uuid not null references surveys,
  segment text not null,
  language text not null,
  in_frame integer not null check (in_frame >= 0),
  drawn integer not null check (drawn between 0 and in_frame),
  primary key (survey_id, segment, language)
);

-- Who was drawn. That they answered is known, what they answered is not: answers do not lead here. Name and address are
-- forgotten when the survey ends.
create table survey_invitations (
  id uuid primary key,
  survey_id uuid not null,
  segment text not null,
  language text not null,
  name text,
  email text,
  customer_id uuid references customers,
  not_written text check (not_written in ('stopped', 'no_address', 'came_back')),
  answered_on date,
  foreign key (survey_id, segment, language) references survey_strata
);
create index survey_invitations_survey on survey_invitations (survey_id);

-- The letters: 0 invites, 1 and on remind. Each exists once, is claimed before it leaves, and is never sent when its fate
-- is not known.
create table survey_letters (
  invitation_id uuid not null references survey_invitations,
  number integer not null check (number between 0 and 3),
  to_address text not null,
  language text not null,
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
  primary key (invitation_id, number),
  constraint survey_letter_has_one_end check (num_nonnulls(sent_at, cancelled_at, failure) <= 1)
);
create index survey_letters_waiting on survey_letters (next_attempt_at)
  where sent_at is null and cancelled_at is null and failure is null;

-- What was answered, without who. The day, not the moment, and an id that is no time, so that it cannot be put beside a name.
create table survey_answers (
  id uuid primary key,
  survey_id uuid not null,
  segment text not null,
  language text not null,
  answered_on date not null,
  had_problem boolean not null,
  complained boolean,
  told text check (told in ('company', 'seller', 'authority', 'public', 'other')),
  ended text check (ended in ('satisfied', 'mollified', 'dissatisfied')),
  silent_because text check (silent_because in ('no_use', 'too_much_effort', 'did_not_know_where', 'fear', 'other')),
  cause_id uuid references causes,
  leaving text not null check (leaving in ('yes', 'no', 'unsure')),
  recommend integer check (recommend between 0 and 10),
  words text check (length(words) between 1 and 5000),
  -- The complaint they made of it, because they wanted an answer.
  became_reference text,
  foreign key (survey_id, segment, language) references survey_strata,
  constraint complained_of_a_problem check (had_problem = (complained is not null)),
  constraint told_when_complained check (complained is true or (told is null and ended is null)),
  constraint silent_when_not_complained check (complained is false or silent_because is null),
  constraint cause_of_a_problem check (had_problem or cause_id is null)
);
create index survey_answers_survey on survey_answers (survey_id);

-- Who wants no more questions of this sort.
create table stopped_surveys (
  address text primary key check (address = lower(address)),
  at timestamptz(3) not null
);

-- What the company says of its own market: the outermost values and the likely one, and where it knows them from.
create table market_damage_inputs (
  name text primary key check (name in ('customers', 'problemRate', 'complaintRate', 'satisfied', 'mollified', 'dissatisfied',
    'leaveSatisfied', 'leaveMollified', 'leaveDissatisfied', 'leaveSilent', 'leaveWithoutProblem', 'annualValue', 'told', 'acting')),
  low double precision not null check (low >= 0),
  likely double precision not null check (likely >= low),
  high double precision not null check (high >= likely),
  -- Of the annual value, the currency.
  unit text check (unit ~ '^[A-Z]{3}$'),
  source text not null check (length(source) between 1 and 500),
  changed_by uuid references people,
  changed_at timestamptz(3) not null,
  constraint value_has_a_currency check ((name = 'annualValue') = (unit is not null)),
  constraint shares_are_parts check (name in ('customers', 'annualValue', 'told') or high <= 1)
);

-- What repairing a cause costs, as somebody who knows estimates it; in the currency of the annual value.
create table repair_costs (
  cause_id uuid primary key references causes,
  low double precision not null check (low >= 0),
  likely double precision not null check (likely >= low),
  high double precision not null check (high >= likely),
  source text not null check (length(source) between 1 and 500),
  changed_by uuid references people,
  changed_at timestamptz(3) not null
);

-- Scores by month read these alone.
create index rating_requests_asked on rating_requests (asked_at);
create index ratings_rated on ratings (rated_at) include (satisfaction, effort);

grant select, insert on surveys, survey_causes, survey_strata, survey_invitations, survey_letters, survey_answers,
  stopped_surveys, market_damage_inputs, repair_costs to :app_role;
grant update (frame, seed, drawn_at, opened_at, ended_at, complainants, complainants_at) on surveys to :app_role;
grant update (name, email, not_written, answered_on) on survey_invitations to :app_role;
grant update (attempts, next_attempt_at, sending_since, sent_at, cancelled_at, failure, last_refusal, delivery, to_address, body)
  on survey_letters to :app_role;
grant update, delete on market_damage_inputs, repair_costs to :app_role;
