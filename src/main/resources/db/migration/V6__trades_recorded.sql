-- Trades say when they were recorded, too, by a clock of their own: candles and trades don't wait
-- for each other. What was there counts as recorded at the beginning; no row is rewritten for it.
CREATE TABLE trade_clock (
    only_row boolean PRIMARY KEY DEFAULT true CHECK (only_row),
    last timestamptz NOT NULL
) WITH (fillfactor = 10);

INSERT INTO trade_clock (last) VALUES (clock_timestamp());

-- origin: 0 live, 1 snapshot, 2 repair, 3 import.
ALTER TABLE trade ADD COLUMN recorded_at timestamptz NOT NULL DEFAULT '1970-01-01T00:00:00Z';
ALTER TABLE trade ALTER COLUMN recorded_at DROP DEFAULT;
