-- Since when a state is known that was asked for behind a block which was stored before; null of one that a log of its
-- block told.
ALTER TABLE chain_pool_state ADD COLUMN known_at timestamptz;
