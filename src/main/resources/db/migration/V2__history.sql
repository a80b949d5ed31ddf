-- Candles of all lengths, seconds, minutes and longer apart, each kept as long as its retention says.

-- The moment of recording, the same for all of a transaction. Whoever writes candles takes it first
-- and holds the row until the commit: what is recorded by a moment is a matter of commits before it.
CREATE TABLE recording_clock (
    only_row boolean PRIMARY KEY DEFAULT true CHECK (only_row),
    last timestamptz NOT NULL
) WITH (fillfactor = 10);

INSERT INTO recording_clock (last) VALUES (clock_timestamp());

ALTER TABLE candle RENAME TO candle_before;
ALTER INDEX candle_pkey RENAME TO candle_before_pkey;

-- A correction is a new revision, nothing is overwritten. origin: 0 tape, 1 venue, 2 import, 3 mixed.
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
    quote_volume numeric,
    trades bigint,
    observed_nanos bigint NOT NULL,
    synthetic boolean NOT NULL,
    complete boolean NOT NULL,
    origin smallint NOT NULL,
    recorded_at timestamptz NOT NULL,
    PRIMARY KEY (series, interval_ms, open_nanos, revision)
) PARTITION BY LIST (interval_ms);

CREATE TABLE candle_second PARTITION OF candle FOR VALUES IN (1000) PARTITION BY RANGE (open_nanos);
CREATE TABLE candle_minute PARTITION OF candle FOR VALUES IN (60000) PARTITION BY RANGE (open_nanos);
CREATE TABLE candle_long PARTITION OF candle
    FOR VALUES IN (300000, 900000, 1800000, 3600000, 14400000, 86400000, 604800000)
    PARTITION BY RANGE (open_nanos);

-- Partitions for what there is, then what there is.
DO $$
DECLARE
    day CONSTANT bigint := 86400000000000;
    kind record;
    start bigint;
BEGIN
    FOR kind IN SELECT * FROM (VALUES ('candle_second', 1000, 1::bigint), ('candle_minute', 60000, 28))
                k (parent, interval_ms, days) LOOP
        FOR start IN SELECT DISTINCT open_nanos / (kind.days * day) * (kind.days * day)
                     FROM candle_before WHERE interval_ms = kind.interval_ms LOOP
            EXECUTE format('CREATE TABLE %s_d%s PARTITION OF %s FOR VALUES FROM (%s) TO (%s)',
                           kind.parent, start / day, kind.parent, start, start + kind.days * day);
        END LOOP;
    END LOOP;
END $$;

INSERT INTO candle
SELECT series, interval_ms, open_nanos, revision, open, high, low, close, volume, quote_volume, trades,
       observed_nanos, synthetic, true, 0, recorded_at
FROM candle_before;

DROP TABLE candle_before;

-- What follows from those minutes, level by level.
DO $$
DECLARE
    day CONSTANT bigint := 86400000000000;
    level record;
    start bigint;
BEGIN
    FOR level IN SELECT * FROM (VALUES
            (60000::bigint, 300000::bigint), (300000, 900000), (900000, 1800000), (1800000, 3600000),
            (3600000, 14400000), (14400000, 86400000), (86400000, 604800000)) l (short, long) LOOP
        CREATE TEMP TABLE rolled AS
        SELECT series, bucket,
               sum(revision) - count(*) + 1 AS revision,
               (array_agg(open ORDER BY synthetic, open_nanos))[1] AS open,
               coalesce(max(high) FILTER (WHERE NOT synthetic), max(high)) AS high,
               coalesce(min(low) FILTER (WHERE NOT synthetic), min(low)) AS low,
               (array_agg(close ORDER BY synthetic, open_nanos DESC))[1] AS close,
               sum(volume) AS volume, sum(quote_volume) AS quote_volume, sum(trades) AS trades,
               sum(observed_nanos) AS observed_nanos, bool_and(synthetic) AS synthetic,
               max(recorded_at) AS recorded_at
        FROM (SELECT DISTINCT ON (series, open_nanos) *,
                     CASE WHEN level.long = 604800000
                          THEN (open_nanos - 4 * day) / (7 * day) * (7 * day) + 4 * day
                          ELSE open_nanos / (level.long * 1000000) * (level.long * 1000000)
                     END AS bucket
              FROM candle WHERE interval_ms = level.short
              ORDER BY series, open_nanos, revision DESC) newest
        GROUP BY series, bucket
        HAVING bucket + level.long * 1000000
               <= (SELECT max(m.open_nanos) + 60000000000 FROM candle m
                   WHERE m.series = newest.series AND m.interval_ms = 60000);
        FOR start IN SELECT DISTINCT bucket / (364 * day) * (364 * day) FROM rolled LOOP
            EXECUTE format('CREATE TABLE IF NOT EXISTS candle_long_d%s PARTITION OF candle_long'
                           ' FOR VALUES FROM (%s) TO (%s)', start / day, start, start + 364 * day);
        END LOOP;
        INSERT INTO candle
        SELECT series, level.long, bucket, revision, open, high, low, close, volume, quote_volume,
               trades, observed_nanos, synthetic, true, 0, recorded_at
        FROM rolled;
        DROP TABLE rolled;
    END LOOP;
END $$;
