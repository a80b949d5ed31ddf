-- Where what is stored of a chain begins, once old blocks were removed: the lowest block, and its time. Nothing was
-- removed that was recorded or taken back after the moment.
CREATE TABLE chain_edge (
    chain text PRIMARY KEY,
    number bigint NOT NULL,
    time timestamptz NOT NULL,
    moment timestamptz NOT NULL
);
