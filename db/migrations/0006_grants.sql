-- What the application may do. It runs under a role of its own; migrations run as the owner of the tables.
-- :app_role is replaced by the migrator.

grant usage on schema public to :app_role;
grant select, insert, update, delete on all tables in schema public to :app_role;

-- Rule 5: events are append-only. Nobody who talks through the application changes or removes one.
revoke update, delete on complaint_events from :app_role;
-- Complaints, customers, messages and signatures are never deleted; what must go is erased in place.
revoke delete on complaints, customers, messages, codings, people, role_grants, letters, taxonomy_versions, causes from :app_role;
revoke update on role_grants, taxonomy_versions, complaint_references, external_ids, idempotency_keys from :app_role;
