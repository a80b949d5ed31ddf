-- Public keys that answers are or were signed with; x is the key itself (RFC 8032). The private ones are nowhere.
CREATE TABLE answer_key (
    id text PRIMARY KEY,
    x bytea NOT NULL,
    signs_from timestamptz NOT NULL,
    signs_until timestamptz NOT NULL
);
