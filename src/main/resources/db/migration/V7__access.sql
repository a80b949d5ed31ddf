-- Who may ask. Of a key only a keyed hash is kept; the secret that it is made with is not in here.
CREATE TABLE tenant (
    id uuid PRIMARY KEY,
    name text NOT NULL UNIQUE,
    plan text NOT NULL,
    created_at timestamptz NOT NULL,
    closed_at timestamptz
);

-- scopes and addresses are lists with a space between. replaces is the key that this one was
-- rotated from. start is shown to people, so that they can tell keys apart.
CREATE TABLE access_key (
    id uuid PRIMARY KEY,
    tenant uuid NOT NULL REFERENCES tenant,
    hash bytea NOT NULL UNIQUE,
    start text NOT NULL,
    test boolean NOT NULL,
    scopes text NOT NULL,
    addresses text NOT NULL,
    note text NOT NULL,
    created_at timestamptz NOT NULL,
    expires_at timestamptz,
    revoked_at timestamptz,
    replaces uuid REFERENCES access_key,
    last_used_at timestamptz
);

CREATE INDEX access_key_of_tenant ON access_key (tenant, created_at DESC, id DESC);

-- Every administrative act, by whom and from where. What is written stays as it is.
CREATE TABLE audit (
    id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    at timestamptz NOT NULL DEFAULT clock_timestamp(),
    actor text NOT NULL,
    address text NOT NULL,
    act text NOT NULL,
    subject text NOT NULL,
    detail text NOT NULL
);

CREATE FUNCTION audit_stays() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    RAISE EXCEPTION 'the audit log is only added to';
END $$;

CREATE TRIGGER audit_stays BEFORE UPDATE OR DELETE ON audit
    FOR EACH ROW EXECUTE FUNCTION audit_stays();
CREATE TRIGGER audit_stays_whole BEFORE TRUNCATE ON audit
    FOR EACH STATEMENT EXECUTE FUNCTION audit_stays();

-- Proves that a process makes the same hashes as the others.
CREATE TABLE access_check (
    only_row boolean PRIMARY KEY DEFAULT true CHECK (only_row),
    hash bytea NOT NULL
);

-- What was asked, by key or address block, route and day. refused counts what limits turned away.
CREATE TABLE access_usage (
    day date NOT NULL,
    account text NOT NULL,
    route text NOT NULL,
    requests bigint NOT NULL,
    units bigint NOT NULL,
    refused bigint NOT NULL,
    PRIMARY KEY (account, day, route)
);
