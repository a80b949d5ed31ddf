-- How strategies did: their own backtests, every one that was made. Parts as they are sent; null where there were no candles.
CREATE TABLE strategy_record (
    strategy text NOT NULL,
    version integer NOT NULL,
    series text NOT NULL,
    candle_interval text NOT NULL,
    recorded_at timestamptz NOT NULL DEFAULT clock_timestamp(),
    method text NOT NULL,
    as_of timestamptz NOT NULL,
    in_sample text,
    out_of_sample text,
    PRIMARY KEY (strategy, version, series, candle_interval, recorded_at)
);
