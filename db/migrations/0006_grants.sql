-- What the application may do: it runs under a role of its own; migrations run as the owner of the tables. Everything is
-- named here, so that nothing may be changed or removed by oversight; a later table brings its own grants.
-- :app_role is replaced by the migrator.

grant usage on schema public to :app_role;
grant select, insert on all tables in schema public to :app_role;
revoke all on migrations from :app_role;

-- Only these rows are ever removed. What must go of a customer is erased in place, so that the counts stay.
grant delete on sessions, sign_in_failures, customer_addresses, exposures, routing_rules, complaint_counts, complaint_counts_outbox
  to :app_role;

-- Reference tables, and what only serves to find and count.
grant update on people, teams, organization, products, issues, journeys, journey_steps, exposures, customers, customer_addresses,
  imports, potholes, routing_rules, complaint_search, complaint_counts, complaint_counts_outbox to :app_role;
grant update (revoked_at) on api_keys to :app_role;
-- A cause keeps its class and locus, and so does what was coded with it. Taxonomy versions and roles once given stay.
grant update (name, definition, examples, retired_version) on causes to :app_role;

-- A complaint keeps its number, when and how it came, who passed it on and the import it is from.
grant update (title, text, language, customer_id, fields, product_id, issue_id, step_id, team_id, owner_id, next_update_due,
  closed_at, closure, reached_management_at, pothole_id, no_pothole_reason, no_pothole_signed_by, no_pothole_signed_as,
  cause_class, cause_locus, cause_id, event_count, events_head) on complaints to :app_role;
-- Rule 3. Who said a thing, and how a complaint closed, stay; words are erased in place.
grant update (text) on messages to :app_role;
grant update (text, kept_at) on commitments to :app_role;
grant update (note, answered_at, answer, decline_reason) on handovers to :app_role;
-- Rule 7. What a letter is for stays, so that it cannot be queued again under another name.
grant update (to_address, subject, body, attempts, next_attempt_at, sending_since, sent_at, failure) on letters to :app_role;
-- Rule 8. A coding is replaced by another, not changed.
grant update (superseded_at) on codings to :app_role;
-- Rules 5 and 6. Events, closures, references, external numbers and idempotency keys: added, and nothing else.
