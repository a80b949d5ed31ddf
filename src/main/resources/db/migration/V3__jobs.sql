-- Long work, and how far it is. state: queued, running, succeeded, failed, cancelled. run counts the
-- runs: what one says that another has taken over from is not heard.
CREATE TABLE job (
    id uuid PRIMARY KEY,
    kind text NOT NULL,
    request jsonb NOT NULL,
    state text NOT NULL DEFAULT 'queued',
    done bigint NOT NULL DEFAULT 0,
    total bigint,
    unit text,
    checkpoint jsonb,
    result jsonb,
    file_name text,
    file_type text,
    file_bytes bigint,
    file_sha256 text,
    failure text,
    run integer NOT NULL DEFAULT 0,
    failures integer NOT NULL DEFAULT 0,
    cancel_requested boolean NOT NULL DEFAULT false,
    idempotency_key text,
    created_at timestamptz NOT NULL DEFAULT clock_timestamp(),
    started_at timestamptz,
    finished_at timestamptz,
    UNIQUE (kind, idempotency_key)
);

CREATE INDEX job_newest_first ON job (created_at DESC, id DESC);

-- Who works on what: the table of db-scheduler, as its documentation has it for PostgreSQL.
CREATE TABLE scheduled_tasks (
    task_name text NOT NULL,
    task_instance text NOT NULL,
    task_data bytea,
    execution_time timestamptz NOT NULL,
    picked boolean NOT NULL,
    picked_by text,
    last_success timestamptz,
    last_failure timestamptz,
    consecutive_failures integer,
    last_heartbeat timestamptz,
    version bigint NOT NULL,
    priority smallint,
    PRIMARY KEY (task_name, task_instance)
);

CREATE INDEX scheduled_tasks_execution_time ON scheduled_tasks (execution_time);
CREATE INDEX scheduled_tasks_last_heartbeat ON scheduled_tasks (last_heartbeat);
