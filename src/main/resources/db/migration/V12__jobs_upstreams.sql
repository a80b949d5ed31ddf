-- Whom a job may have asked outside the house: names as in the policy, with a space between. Backfills of before
-- were taken to ask venues.
ALTER TABLE job ADD COLUMN upstreams text NOT NULL DEFAULT '';
UPDATE job SET upstreams = 'venues' WHERE kind = 'backfill';
ALTER TABLE job ALTER COLUMN upstreams DROP DEFAULT;
