-- Blocks of Bitcoin's networks. Like those of chain_block nothing is overwritten: a block that is no longer on its
-- chain says since when, one that comes back is another row. Known by a moment is what has
-- recorded_at <= as_of AND (withdrawn_at IS NULL OR withdrawn_at > as_of); the clock is chain_clock.
CREATE TABLE bitcoin_block (
    id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    chain text NOT NULL,
    number bigint NOT NULL,
    hash bytea NOT NULL, -- as it is shown, not as it is sent
    parent_hash bytea NOT NULL,
    time timestamptz NOT NULL,
    header bytea NOT NULL, -- 80 bytes
    difficulty numeric NOT NULL,
    work numeric NOT NULL, -- hashes that it took on average
    transactions integer NOT NULL,
    size integer NOT NULL,
    weight integer NOT NULL,
    fees bigint, -- satoshi
    fee_rates numeric[], -- satoshi per virtual byte: percentiles 10, 25, 50, 75, 90
    recorded_at timestamptz NOT NULL,
    withdrawn_at timestamptz
);

-- One block of a height is on the chain.
CREATE UNIQUE INDEX bitcoin_block_on_chain ON bitcoin_block (chain, number) WHERE withdrawn_at IS NULL;
CREATE INDEX bitcoin_block_number ON bitcoin_block (chain, number, id);
CREATE INDEX bitcoin_block_time ON bitcoin_block (chain, time);
