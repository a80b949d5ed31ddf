-- Whoever asks for a job has those counted that wait or run, among all that are still told of.
CREATE INDEX job_open ON job (tenant) WHERE state IN ('queued', 'running');
