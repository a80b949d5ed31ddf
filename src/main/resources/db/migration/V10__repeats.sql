-- What was done for a request with an idempotency key says so: hashes of whose key it was, and of what was asked.
ALTER TABLE audit ADD COLUMN once text UNIQUE, ADD COLUMN request text;
