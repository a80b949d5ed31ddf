-- Keys that replicas share, made by the first that needs one.
CREATE TABLE shared_secret (
    use text PRIMARY KEY,
    value bytea NOT NULL
);
