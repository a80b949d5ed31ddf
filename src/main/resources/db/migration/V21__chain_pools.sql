-- What the price of pools follows from, behind each block in which that changed; known as long as the block is. Of kind
-- v2 reserves, of v3 the rest; in the tokens' units.
CREATE TABLE chain_pool_state (
    block bigint NOT NULL REFERENCES chain_block ON DELETE CASCADE,
    pool bytea NOT NULL,
    chain text NOT NULL,
    number bigint NOT NULL,
    first_reserve numeric,
    second_reserve numeric,
    sqrt_price numeric,
    tick integer,
    liquidity numeric,
    PRIMARY KEY (block, pool)
);

CREATE INDEX chain_pool_state_place ON chain_pool_state (chain, pool, number);

-- Swaps: what the pool got of each token, below zero what it gave.
CREATE TABLE chain_swap (
    block bigint NOT NULL REFERENCES chain_block ON DELETE CASCADE,
    log integer NOT NULL,
    chain text NOT NULL,
    number bigint NOT NULL,
    pool bytea NOT NULL,
    transaction bytea NOT NULL,
    sender bytea NOT NULL,
    recipient bytea NOT NULL,
    first numeric NOT NULL,
    second numeric NOT NULL,
    PRIMARY KEY (block, log)
);

CREATE INDEX chain_swap_place ON chain_swap (chain, pool, number, log);
