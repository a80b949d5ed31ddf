-- Keys that tokens are signed with. sealed is the whole key, encrypted with a secret that is not in here. One signs
-- from signs_from to signs_until; until gone_at there may be tokens of it.
CREATE TABLE token_key (
    id text PRIMARY KEY,
    sealed bytea NOT NULL,
    signs_from timestamptz NOT NULL,
    signs_until timestamptz NOT NULL,
    gone_at timestamptz NOT NULL
);
