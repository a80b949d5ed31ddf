-- Fills the table of minutes from the server's side: 20 markets, 61 partitions of 28 days right before the oldest there is, about
-- 49 million rows, market by market within a partition, as imports write them. No longer candles. Needs psql -v ON_ERROR_STOP=1.
SET maintenance_work_mem = '512MB';
INSERT INTO series (name) SELECT format('bench:fill%s-usd', market) FROM generate_series(1, 20) market;

DO $$
DECLARE
  day CONSTANT bigint := 86400000000000;
  minute CONSTANT bigint := 60000000000;
  partitions CONSTANT int := 61;
  first_day bigint;
  from_day bigint;
  market record;
BEGIN
  SELECT min(open_nanos) / (28 * day) * 28 - partitions * 28 INTO first_day FROM candle WHERE interval_ms = 60000;
  FOR n IN 0 .. partitions - 1 LOOP
    from_day := first_day + 28 * n;
    -- the index is made after the rows, and nothing is logged: this is about reading
    EXECUTE format('CREATE UNLOGGED TABLE candle_minute_d%s (LIKE candle_minute)', from_day);
    CREATE TEMP TABLE minutes AS
    SELECT 60000::bigint AS interval_ms, m * minute AS open_nanos, 1 AS revision, p + 0.25 AS open, p + 9.5 AS high, p - 8.99 AS low,
           p + 0.37 AS close, v + 0.125 AS volume, v * p + 0.5 AS quote_volume, m % 211 + 1 AS trades, minute AS observed_nanos,
           false AS synthetic, true AS complete, 2::smallint AS origin, clock_timestamp() AS recorded_at
    FROM (SELECT m, 40000 + m % 7919 AS p, m % 97 + 1 AS v FROM generate_series(from_day * 1440, (from_day + 28) * 1440 - 1) m) g;
    FOR market IN SELECT id FROM series WHERE name LIKE 'bench:fill%' ORDER BY id LOOP
      EXECUTE format('INSERT INTO candle_minute_d%s SELECT %s, * FROM minutes', from_day, market.id);
    END LOOP;
    DROP TABLE minutes;
    EXECUTE format('ALTER TABLE candle_minute_d%s ADD PRIMARY KEY (series, interval_ms, open_nanos, revision)', from_day);
    EXECUTE format('ALTER TABLE candle_minute ATTACH PARTITION candle_minute_d%s FOR VALUES FROM (%s) TO (%s)',
                   from_day, from_day * day, (from_day + 28) * day);
  END LOOP;
END $$;
