-- Whether customers see "You said, we repaired": a company says so by itself, so it is off until somebody does.
alter table organization add column shows_repairs boolean not null default false;
