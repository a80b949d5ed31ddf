-- What a caller sent, by which a request is known when it comes again under its idempotency key; what was made of
-- it holds the moment as well at which it came. Not known of jobs of before.
ALTER TABLE job ADD COLUMN asked jsonb;
