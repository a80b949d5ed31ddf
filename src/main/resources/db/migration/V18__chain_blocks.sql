-- Blocks of chains, and with them all that hangs on blocks.

-- Blocks say when they were recorded and taken back, by a clock of their own.
CREATE TABLE chain_clock (
    only_row boolean PRIMARY KEY DEFAULT true CHECK (only_row),
    last timestamptz NOT NULL
) WITH (fillfactor = 10);

INSERT INTO chain_clock (last) VALUES (clock_timestamp());

-- Nothing is overwritten: a block that is no longer on its chain says since when. What hangs on a block refers to its
-- id, and is known exactly when its block is: recorded_at <= as_of AND (withdrawn_at IS NULL OR withdrawn_at > as_of).
-- A block that comes back is another row.
CREATE TABLE chain_block (
    id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    chain text NOT NULL,
    number bigint NOT NULL,
    hash bytea NOT NULL,
    parent_hash bytea NOT NULL,
    time timestamptz NOT NULL,
    miner bytea NOT NULL,
    gas_used bigint NOT NULL,
    gas_limit bigint NOT NULL,
    base_fee numeric, -- wei for a unit of gas
    blob_gas_used bigint,
    excess_blob_gas bigint,
    transactions integer NOT NULL,
    logs integer NOT NULL,
    withdrawals integer NOT NULL,
    recorded_at timestamptz NOT NULL,
    withdrawn_at timestamptz
);

-- One block of a height is on the chain.
CREATE UNIQUE INDEX chain_block_on_chain ON chain_block (chain, number) WHERE withdrawn_at IS NULL;
CREATE INDEX chain_block_number ON chain_block (chain, number, recorded_at);
CREATE INDEX chain_block_hash ON chain_block (hash);
CREATE INDEX chain_block_time ON chain_block (chain, time);
CREATE INDEX chain_block_recorded ON chain_block (chain, recorded_at, number);
CREATE INDEX chain_block_withdrawn ON chain_block (withdrawn_at, chain, number DESC) WHERE withdrawn_at IS NOT NULL;

-- Which blocks were safe and final since when, by number; null where a chain has no such thing.
CREATE TABLE chain_finality (
    chain text NOT NULL,
    recorded_at timestamptz NOT NULL,
    safe bigint,
    finalized bigint,
    PRIMARY KEY (chain, recorded_at)
);

-- Up to which moment of recording reorgs have been looked through, to be told to webhooks.
CREATE TABLE chain_event_mark (
    only_row boolean PRIMARY KEY DEFAULT true CHECK (only_row),
    moment timestamptz NOT NULL
) WITH (fillfactor = 10);

INSERT INTO chain_event_mark (moment) SELECT last FROM chain_clock;
