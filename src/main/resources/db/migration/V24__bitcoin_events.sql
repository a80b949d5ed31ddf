-- Blocks of chains of every kind, for what is told of any chain alike. shown: the hash as the kind's own tools show it.
CREATE VIEW stored_block AS
    SELECT chain, number, hash, parent_hash, time, recorded_at, withdrawn_at, '0x' || encode(hash, 'hex') AS shown
    FROM chain_block
    UNION ALL
    SELECT chain, number, hash, parent_hash, time, recorded_at, withdrawn_at, encode(hash, 'hex')
    FROM bitcoin_block;

-- In the order in which they are told, as those of chain_block.
CREATE INDEX bitcoin_block_recorded ON bitcoin_block (chain, recorded_at, number);
CREATE INDEX bitcoin_block_withdrawn ON bitcoin_block (withdrawn_at, chain, number DESC)
    WHERE withdrawn_at IS NOT NULL;
