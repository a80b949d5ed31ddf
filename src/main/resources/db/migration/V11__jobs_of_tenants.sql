-- A job belongs to the tenant that asked for it, to nobody where the caller had none; so does an idempotency
-- key. Jobs of before have no tenant.
ALTER TABLE job ADD COLUMN tenant uuid, DROP CONSTRAINT job_kind_idempotency_key_key;

CREATE UNIQUE INDEX job_once ON job (tenant, kind, idempotency_key) NULLS NOT DISTINCT
    WHERE idempotency_key IS NOT NULL;
