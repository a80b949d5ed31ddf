-- Who wants to be told of what, and where. kind: signals or price. state: active, fired, gone. failures: attempts
-- that failed since one went well. turn_at: when deliveries of it were last taken to be sent.
CREATE TABLE webhook (
    id uuid PRIMARY KEY,
    tenant uuid NOT NULL REFERENCES tenant,
    url text NOT NULL,
    kind text NOT NULL,
    subscription jsonb NOT NULL,
    note text NOT NULL,
    state text NOT NULL DEFAULT 'active',
    failures integer NOT NULL DEFAULT 0,
    turn_at timestamptz,
    created_at timestamptz NOT NULL DEFAULT clock_timestamp()
);

CREATE INDEX webhook_of_tenant ON webhook (tenant, created_at DESC, id DESC);
CREATE INDEX webhook_active ON webhook (kind) WHERE state = 'active';

-- Where the price stands to a level, and how often it has been crossed.
CREATE TABLE webhook_level (
    webhook uuid PRIMARY KEY REFERENCES webhook ON DELETE CASCADE,
    stance text NOT NULL,
    crossings integer NOT NULL
);

-- What is to be told, once for each webhook and event. state: pending, delivered, dead. due_at: when it may be sent
-- next, while claim says that somebody sends it: when it may be taken from them. tries: since it was last made pending.
CREATE TABLE webhook_delivery (
    id uuid PRIMARY KEY,
    number bigint GENERATED ALWAYS AS IDENTITY,
    webhook uuid NOT NULL REFERENCES webhook ON DELETE CASCADE,
    event text NOT NULL,
    kind text NOT NULL,
    body text NOT NULL,
    state text NOT NULL,
    trouble text,
    tries integer NOT NULL DEFAULT 0,
    attempts jsonb NOT NULL DEFAULT '[]',
    due_at timestamptz NOT NULL DEFAULT clock_timestamp(),
    claim uuid,
    created_at timestamptz NOT NULL DEFAULT clock_timestamp(),
    UNIQUE (webhook, event)
);

CREATE INDEX webhook_delivery_waiting ON webhook_delivery (webhook, due_at) WHERE state = 'pending';
CREATE INDEX webhook_delivery_newest ON webhook_delivery (webhook, number DESC);
CREATE INDEX webhook_delivery_age ON webhook_delivery (created_at);

-- Up to which moment of recording signals have been looked through.
CREATE TABLE webhook_mark (
    only_row boolean PRIMARY KEY DEFAULT true CHECK (only_row),
    moment timestamptz NOT NULL
) WITH (fillfactor = 10);

INSERT INTO webhook_mark (moment) SELECT last FROM signal_clock;

-- In which order signals were recorded: webhooks follow it.
CREATE INDEX signal_recorded ON signal (recorded_at);
