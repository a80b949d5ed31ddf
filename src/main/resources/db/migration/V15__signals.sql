-- What strategies said at the closes of candles, made once, and once more where candles were corrected.

-- In which order candles were recorded: signals follow it.
CREATE INDEX candle_minute_recorded ON candle_minute (recorded_at);
CREATE INDEX candle_long_recorded ON candle_long (recorded_at);

-- Up to which moment of recording of candles their closes are judged. What was there before is past.
CREATE TABLE signal_mark (
    only_row boolean PRIMARY KEY DEFAULT true CHECK (only_row),
    moment timestamptz NOT NULL
) WITH (fillfactor = 10);

INSERT INTO signal_mark (moment) SELECT last FROM recording_clock;

-- Signals say when they were recorded, by a clock of their own.
CREATE TABLE signal_clock (
    only_row boolean PRIMARY KEY DEFAULT true CHECK (only_row),
    last timestamptz NOT NULL
) WITH (fillfactor = 10);

INSERT INTO signal_clock (last) VALUES (clock_timestamp());

-- Short keys for strategies with their numbers, and for what evidence says beside its figures.
CREATE TABLE signal_strategy (
    id integer GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    name text NOT NULL,
    version integer NOT NULL,
    UNIQUE (name, version)
);

CREATE TABLE signal_reason (
    id integer GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    strategy text NOT NULL,
    interval_ms bigint NOT NULL,
    indicator text NOT NULL,
    against text NOT NULL, -- empty where the threshold is a number of the rule
    meaning text NOT NULL,
    UNIQUE (strategy, interval_ms, indicator, against, meaning)
);

-- Evidence as columns of equal length, contributions in millionths; the last is the outlook if there
-- is one. Inputs likewise, their hashes one behind the other. Where nothing was said: lack, because.
CREATE TABLE signal (
    series integer NOT NULL,
    interval_ms bigint NOT NULL,
    open_nanos bigint NOT NULL,
    strategy integer NOT NULL,
    revision integer NOT NULL,
    reasons integer[] NOT NULL,
    figures numeric[] NOT NULL,
    thresholds numeric[] NOT NULL,
    contributions bigint[] NOT NULL,
    outlook boolean NOT NULL,
    input_ms bigint[] NOT NULL,
    input_from bigint[] NOT NULL,
    input_to bigint[] NOT NULL,
    input_candles integer[] NOT NULL,
    input_sha256 bytea NOT NULL,
    lack text,
    because text,
    recorded_at timestamptz NOT NULL,
    PRIMARY KEY (series, interval_ms, open_nanos, strategy, revision)
) PARTITION BY RANGE (open_nanos);
