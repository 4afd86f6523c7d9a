-- safe while the old version runs: yes; it only adds tables and gates, and what the old version notes is chained as well.
-- The record of what was done, in a chain for each space: each entry carries the digest of itself and of all before it.
--
-- Requests go on adding to audit_log, which costs them no lock. The worker moves what is committed into the chain, a
-- moment later, and is the only one who numbers entries: nobody waits for anybody. The chain lies by month.

CREATE TABLE audit_entries (
    space_id uuid NOT NULL,
    number bigint NOT NULL,
    id uuid NOT NULL,
    done_at timestamptz NOT NULL,
    person_id uuid,
    actor text NOT NULL,
    action text NOT NULL,
    thing_id uuid,
    request_id text NOT NULL,
    address inet,
    agent text NOT NULL,
    details jsonb NOT NULL,
    digest bytea NOT NULL,
    PRIMARY KEY (space_id, number, done_at)
) PARTITION BY RANGE (done_at);

-- The last entry of each chain; published, so that others can hold us to it.
CREATE TABLE audit_heads (
    space_id uuid PRIMARY KEY,
    number bigint NOT NULL,
    digest bytea NOT NULL,
    chained_at timestamptz NOT NULL DEFAULT now()
);

DO $$
DECLARE walled text;
BEGIN
    FOREACH walled IN ARRAY ARRAY['audit_entries', 'audit_heads'] LOOP
        EXECUTE format('ALTER TABLE %I ENABLE ROW LEVEL SECURITY', walled);
        EXECUTE format('ALTER TABLE %I FORCE ROW LEVEL SECURITY', walled);
        EXECUTE format(
            'CREATE POLICY own_spaces ON %I USING (space_id = ANY ((SELECT current_spaces())::uuid[]))', walled
        );
        EXECUTE format('CREATE POLICY gate ON %I TO kalends_gate USING (true)', walled);
        EXECUTE format('GRANT SELECT ON %I TO kalends_app', walled);
    END LOOP;
END $$;
GRANT SELECT, INSERT ON audit_entries TO kalends_gate;
GRANT SELECT, INSERT, UPDATE ON audit_heads TO kalends_gate;
-- Whoever adds a month must own what it is added to.
ALTER TABLE audit_entries OWNER TO kalends_gate;

-- What an entry's digest covers besides the digest before it: a JSON array, written as PostgreSQL writes jsonb.
CREATE FUNCTION audit_text(entry audit_log, number bigint) RETURNS text
LANGUAGE sql STABLE
RETURN jsonb_build_array(
    number, entry.id, entry.space_id, to_char(entry.done_at AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"'),
    entry.person_id, entry.actor, entry.action, entry.thing_id, entry.request_id, host(entry.address), entry.agent,
    entry.details
)::text;

-- Moves up to `many` entries of the record into the chains of their spaces, oldest first; answers how many. Two workers
-- pass each other's rows by, and take the chains in one order.
CREATE FUNCTION chain_audit(many integer) RETURNS bigint
LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
#variable_conflict use_column
DECLARE
    entry audit_log;
    head audit_heads;
    taken uuid[];
BEGIN
    taken := ARRAY(SELECT a.id FROM audit_log AS a ORDER BY a.id LIMIT many FOR UPDATE SKIP LOCKED);
    PERFORM ensure_month('audit_entries', month)
    FROM (SELECT DISTINCT date_trunc('month', a.done_at)::date AS month FROM audit_log AS a WHERE a.id = ANY (taken)) AS m;
    FOR entry IN SELECT a.* FROM audit_log AS a WHERE a.id = ANY (taken) ORDER BY a.space_id, a.id LOOP
        IF head.space_id IS DISTINCT FROM entry.space_id THEN
            UPDATE audit_heads AS h SET number = head.number, digest = head.digest, chained_at = now()
            WHERE h.space_id = head.space_id;
            INSERT INTO audit_heads (space_id, number, digest)
            VALUES (entry.space_id, 0, sha256(convert_to('kalends/audit/' || entry.space_id, 'UTF8')))
            ON CONFLICT DO NOTHING;
            SELECT h.* INTO head FROM audit_heads AS h WHERE h.space_id = entry.space_id FOR UPDATE;
        END IF;
        head.number := head.number + 1;
        head.digest := sha256(head.digest || convert_to(audit_text(entry, head.number), 'UTF8'));
        INSERT INTO audit_entries (
            space_id, number, id, done_at, person_id, actor, action, thing_id, request_id, address, agent, details, digest
        ) VALUES (
            entry.space_id, head.number, entry.id, entry.done_at, entry.person_id, entry.actor, entry.action,
            entry.thing_id, entry.request_id, entry.address, entry.agent, entry.details, head.digest
        );
    END LOOP;
    UPDATE audit_heads AS h SET number = head.number, digest = head.digest, chained_at = now()
    WHERE h.space_id = head.space_id;
    DELETE FROM audit_log AS a WHERE a.id = ANY (taken);
    RETURN cardinality(taken);
END $$;

-- Which spaces have a chain, for whoever verifies them all.
CREATE FUNCTION list_audited_spaces() RETURNS SETOF uuid
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp
BEGIN ATOMIC
    SELECT h.space_id FROM audit_heads AS h ORDER BY h.space_id;
END;

DO $$
DECLARE gate regprocedure;
BEGIN
    FOREACH gate IN ARRAY ARRAY['chain_audit(integer)', 'list_audited_spaces()']::regprocedure[] LOOP
        EXECUTE format('ALTER FUNCTION %s OWNER TO kalends_gate', gate);
        EXECUTE format('REVOKE ALL ON FUNCTION %s FROM PUBLIC', gate);
        EXECUTE format('GRANT EXECUTE ON FUNCTION %s TO kalends_app', gate);
    END LOOP;
END $$;

SELECT ensure_month('audit_entries', (now() + make_interval(months => ahead))::date)
FROM generate_series(0, 2) AS ahead;

-- Last, as from here on nobody else reaches the record until this is committed.
CREATE POLICY gate ON audit_log TO kalends_gate USING (true);
GRANT SELECT, UPDATE, DELETE ON audit_log TO kalends_gate;
