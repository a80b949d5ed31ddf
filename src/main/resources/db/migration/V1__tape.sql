-- The record. Times are nanoseconds since 1970 UTC, as venues' finest clocks tell them; prices and
-- quantities are exact. What grows with time is partitioned by it.

-- The feed whose data this database holds; another feed is refused.
CREATE TABLE feed_identity (
    only_row boolean PRIMARY KEY DEFAULT true CHECK (only_row),
    feed text NOT NULL,
    claimed_at timestamptz NOT NULL DEFAULT now()
);

CREATE TABLE venue (
    id text PRIMARY KEY,
    name text NOT NULL
);

CREATE TABLE market (
    id text PRIMARY KEY,
    venue text NOT NULL REFERENCES venue (id),
    base text NOT NULL,
    quote text NOT NULL,
    kind text NOT NULL,
    symbol text NOT NULL,
    tick_size numeric,
    lot_size numeric,
    status text NOT NULL
);

CREATE INDEX market_by_base ON market (base);

-- Short keys for the ids of markets and index instruments.
CREATE TABLE series (
    id integer GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    name text NOT NULL UNIQUE
);

-- Each trade once. origin: 0 live, 1 snapshot, 2 repair; side: 0 unknown, 1 buy, 2 sell.
CREATE TABLE trade (
    series integer NOT NULL,
    event_nanos bigint NOT NULL,
    trade_id uuid NOT NULL,
    price numeric NOT NULL,
    quantity numeric NOT NULL,
    side smallint NOT NULL,
    matches integer NOT NULL,
    received_nanos bigint NOT NULL,
    origin smallint NOT NULL,
    PRIMARY KEY (series, event_nanos, trade_id)
) PARTITION BY RANGE (event_nanos);

-- Closed candles; a correction is a new revision, nothing is overwritten. interval_ms: 1000, 60000.
CREATE TABLE candle (
    series integer NOT NULL,
    interval_ms bigint NOT NULL,
    open_nanos bigint NOT NULL,
    revision integer NOT NULL,
    open numeric NOT NULL,
    high numeric NOT NULL,
    low numeric NOT NULL,
    close numeric NOT NULL,
    volume numeric NOT NULL,
    quote_volume numeric NOT NULL,
    trades bigint NOT NULL,
    observed_nanos bigint NOT NULL,
    synthetic boolean NOT NULL,
    recorded_at timestamptz NOT NULL DEFAULT now(),
    PRIMARY KEY (series, interval_ms, open_nanos, revision)
) PARTITION BY RANGE (open_nanos);

-- One index price a second for each instrument, with what it was made of.
CREATE TABLE index_price (
    series integer NOT NULL,
    time_nanos bigint NOT NULL,
    event_nanos bigint NOT NULL,
    price numeric NOT NULL,
    confidence numeric NOT NULL,
    stale boolean NOT NULL,
    parity boolean NOT NULL,
    constituents jsonb NOT NULL,
    PRIMARY KEY (series, time_nanos)
) PARTITION BY RANGE (time_nanos);
