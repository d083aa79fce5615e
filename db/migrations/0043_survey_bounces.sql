-- A letter of a survey that came back for good, and why in the words of the other mail server; these are forgotten with the names.
alter table survey_letters
  add column bounced_at timestamptz(3),
  add column bounce text check (length(bounce) <= 2000),
  add constraint what_came_back_had_left check (bounced_at is null or sent_at is not null),
  add constraint bounce_of_what_came_back check (bounce is null or bounced_at is not null);
grant update (bounced_at, bounce) on survey_letters to :app_role;
