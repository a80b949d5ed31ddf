-- Transfers of tokens that the configuration names, in blocks; known as long as their block is. units: the smallest
-- that the token has.
CREATE TABLE chain_transfer (
    block bigint NOT NULL REFERENCES chain_block ON DELETE CASCADE,
    log integer NOT NULL,
    chain text NOT NULL,
    number bigint NOT NULL,
    contract bytea NOT NULL,
    transaction bytea NOT NULL,
    sender bytea NOT NULL,
    recipient bytea NOT NULL,
    units numeric NOT NULL,
    PRIMARY KEY (block, log)
);

CREATE INDEX chain_transfer_place ON chain_transfer (chain, number, log);
CREATE INDEX chain_transfer_contract ON chain_transfer (chain, contract, number, log);
CREATE INDEX chain_transfer_sender ON chain_transfer (chain, sender, number, log);
CREATE INDEX chain_transfer_recipient ON chain_transfer (chain, recipient, number, log);
