-- A message sent again under its Idempotency-Key is the message that is there already.
alter table idempotency_keys add column message_id uuid;
