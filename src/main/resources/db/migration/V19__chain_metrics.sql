-- What happened in each block. Amounts in wei; blob_burned is null where its rule is not known. active: hashes of the
-- addresses, or a sketch of them.
CREATE TABLE chain_block_metric (
    block bigint PRIMARY KEY REFERENCES chain_block ON DELETE CASCADE,
    transactions integer NOT NULL,
    gas_used bigint NOT NULL,
    burned numeric NOT NULL,
    blob_burned numeric,
    paid numeric NOT NULL,
    transferred numeric NOT NULL,
    active bytea NOT NULL
);

-- The same of whole hours, written once, when all their blocks are final. Until then, and where a block is missing,
-- hours are summed from blocks, which gives the same.
CREATE TABLE chain_hour_metric (
    chain text NOT NULL,
    open timestamptz NOT NULL,
    recorded_at timestamptz NOT NULL,
    first bigint NOT NULL,
    last bigint NOT NULL,
    last_hash bytea NOT NULL,
    transactions bigint NOT NULL,
    gas_used bigint NOT NULL,
    burned numeric NOT NULL,
    blob_burned numeric,
    paid numeric NOT NULL,
    transferred numeric NOT NULL,
    active bytea NOT NULL,
    PRIMARY KEY (chain, open)
);
