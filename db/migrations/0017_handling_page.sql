-- What a company says on "How we handle complaints" in its own words. A part that has no row here says what the product says.
create table handling_texts (
  part text not null check (part in ('process', 'time_limits', 'remedies', 'outside_help', 'contact')),
  language text not null check (language in ('en', 'ru')),
  words text not null check (words ~ '\S' and length(words) <= 10000),
  changed_at timestamptz(3) not null,
  changed_by uuid references people,
  primary key (part, language)
);
grant select, insert, update, delete on handling_texts to :app_role;
