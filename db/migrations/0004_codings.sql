-- Cause codings: two questions, one class. Rule 8: the only person here is the one who read and coded (coder_id);
-- nothing in a coding or a cause can name a person as the cause, and there is no free text.

-- The two questions and the loci stand without any named cause; a company adds its own.
insert into taxonomy_versions (version, created_at, note, causes) values (1, now(), 'The two questions', '[]');

create table codings (
  complaint_id uuid not null references complaints,
  id uuid not null,
  coder_id uuid not null references people,
  -- 1: the coding that counts. 2: a second coder's, made without seeing the first.
  pass integer not null check (pass in (1, 2)),
  standing text not null check (standing in ('primary', 'contributing')),
  as_designed text not null check (as_designed in ('yes', 'no', 'unknown')),
  expected text check (expected in ('yes', 'no', 'unknown')),
  class text not null,
  locus text,
  cause_id uuid,
  taxonomy_version integer not null references taxonomy_versions,
  coded_at timestamptz not null,
  superseded_at timestamptz,
  primary key (complaint_id, id),
  constraint cause_has_locus check (cause_id is null or locus is not null),
  constraint cause_is_of_the_class foreign key (cause_id, class, locus) references causes (id, class, locus),
  constraint class_follows_from_the_two_questions check (class = case
    when as_designed = 'no' then 'delivery'
    when as_designed = 'yes' and expected = 'no' then 'surprise'
    when as_designed = 'yes' and expected = 'yes' then 'mismatch'
    else 'unknown' end),
  constraint locus_belongs_to_class check (locus is null
    or (class = 'delivery' and locus in ('person', 'system', 'partner'))
    or (class = 'surprise' and locus in ('product', 'process', 'message', 'need'))
    or (class = 'mismatch' and locus in ('use', 'expectation', 'fit', 'missed_information')))
);
create unique index codings_one_primary on codings (complaint_id, pass) where standing = 'primary' and superseded_at is null;
-- Two coders are two people: who made one of the two primary codings cannot make the other.
create unique index codings_two_coders on codings (complaint_id, coder_id) where standing = 'primary' and superseded_at is null;
create index codings_coder on codings (coder_id, coded_at desc);
