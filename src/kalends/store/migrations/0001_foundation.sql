-- safe while the old version runs: yes; there is none before it.
-- Spaces and the people in them, the walls between spaces, the outbox, the record of what was done.
--
-- Three roles. The one that runs this owns the tables. kalends_app, which serves requests, owns nothing and
-- sees only the spaces named in kalends.spaces. kalends_gate owns the few SECURITY DEFINER functions that must
-- look across spaces; nobody can sign in as it.

CREATE EXTENSION IF NOT EXISTS btree_gist;

-- Reads the spaces of this transaction. Without a setting it is an error, not an empty answer: a forgotten
-- setting must never look like "no data". STABLE, and called through a sub-select in each policy so that it is
-- evaluated once a statement instead of once a row.
CREATE FUNCTION current_spaces() RETURNS uuid[]
LANGUAGE sql STABLE PARALLEL SAFE
RETURN current_setting('kalends.spaces')::uuid[];

CREATE TABLE spaces (
    id uuid PRIMARY KEY,
    kind text NOT NULL,
    name text NOT NULL,
    slug text,
    created_at timestamptz NOT NULL DEFAULT now(),
    version bigint NOT NULL DEFAULT 1,
    CONSTRAINT a_space_is_personal_or_an_organisation CHECK (kind IN ('personal', 'organisation')),
    CONSTRAINT a_space_has_a_name CHECK (length(name) BETWEEN 1 AND 200),
    CONSTRAINT a_slug_belongs_to_one_space UNIQUE (slug)
);

CREATE TABLE people (
    id uuid PRIMARY KEY,
    space_id uuid NOT NULL REFERENCES spaces (id),
    username text NOT NULL,
    username_skeleton text NOT NULL,
    email text NOT NULL,
    email_key text NOT NULL,
    email_verified_at timestamptz,
    name text NOT NULL DEFAULT '',
    zone text NOT NULL,
    locale text NOT NULL DEFAULT 'en',
    is_active boolean NOT NULL DEFAULT true,
    is_operator boolean NOT NULL DEFAULT false,
    password_hash text,
    created_at timestamptz NOT NULL DEFAULT now(),
    version bigint NOT NULL DEFAULT 1,
    CONSTRAINT a_person_has_one_personal_space UNIQUE (space_id),
    CONSTRAINT a_username_belongs_to_one_person UNIQUE (username),
    CONSTRAINT a_username_looks_like_no_other UNIQUE (username_skeleton),
    CONSTRAINT an_address_belongs_to_one_person UNIQUE (email_key)
);

CREATE TABLE memberships (
    space_id uuid NOT NULL REFERENCES spaces (id) ON DELETE CASCADE,
    person_id uuid NOT NULL REFERENCES people (id) ON DELETE CASCADE,
    role text NOT NULL,
    created_at timestamptz NOT NULL DEFAULT now(),
    PRIMARY KEY (space_id, person_id),
    CONSTRAINT a_role_is_a_known_one CHECK (role IN ('owner', 'admin', 'scheduler', 'member', 'viewer'))
);
CREATE INDEX memberships_of_a_person ON memberships (person_id);

CREATE TABLE sessions (
    id uuid PRIMARY KEY,
    space_id uuid NOT NULL REFERENCES spaces (id) ON DELETE CASCADE,
    person_id uuid NOT NULL REFERENCES people (id) ON DELETE CASCADE,
    kind text NOT NULL,
    -- SHA-256 of the cookie's secret; null for sessions that live by refresh tokens.
    secret_hash bytea,
    created_at timestamptz NOT NULL DEFAULT now(),
    last_seen_at timestamptz NOT NULL DEFAULT now(),
    -- When the password was last given, for acts that ask for it anew.
    confirmed_at timestamptz NOT NULL DEFAULT now(),
    expires_at timestamptz NOT NULL,
    revoked_at timestamptz,
    address inet,
    agent text NOT NULL DEFAULT '',
    CONSTRAINT a_session_is_of_a_known_kind CHECK (kind IN ('cookie', 'token')),
    CONSTRAINT a_cookie_belongs_to_one_session UNIQUE (secret_hash)
);
CREATE INDEX sessions_of_a_person ON sessions (person_id);

-- Public links: whoever holds one may do one thing to one thing. The address carries the id and an HMAC of it.
CREATE TABLE links (
    id uuid PRIMARY KEY,
    space_id uuid NOT NULL REFERENCES spaces (id) ON DELETE CASCADE,
    thing_id uuid NOT NULL,
    -- On whose behalf, where the link is somebody's own (a participant).
    holder_id uuid,
    permission text NOT NULL,
    created_at timestamptz NOT NULL DEFAULT now(),
    expires_at timestamptz,
    revoked_at timestamptz
);
CREATE INDEX links_to_a_thing ON links (thing_id);

-- The outbox: one row a fact, written by the transaction that made it true.
CREATE TABLE facts (
    id uuid PRIMARY KEY,
    space_id uuid NOT NULL,
    sequence bigint GENERATED ALWAYS AS IDENTITY,
    -- A reader's position is (transaction_id, sequence): neither alone is in commit order.
    transaction_id xid8 NOT NULL DEFAULT pg_current_xact_id(),
    event_type text NOT NULL,
    aggregate_id uuid NOT NULL,
    aggregate_version bigint NOT NULL,
    data jsonb NOT NULL,
    metadata jsonb NOT NULL,
    recorded_at timestamptz NOT NULL DEFAULT now(),
    expanded_at timestamptz,
    attempt bigint NOT NULL DEFAULT 0,
    due_at timestamptz NOT NULL DEFAULT now(),
    last_error text,
    CONSTRAINT an_aggregate_has_one_fact_of_a_kind_per_version
    UNIQUE (aggregate_id, aggregate_version, event_type)
) WITH (fillfactor = 80, autovacuum_vacuum_scale_factor = 0.02);
CREATE INDEX facts_to_expand ON facts (due_at, sequence) WHERE expanded_at IS NULL;
CREATE INDEX facts_of_a_space ON facts (space_id, transaction_id, sequence);

-- What the worker has to hand over. A row is claimable once due_at has passed; a claim pushes due_at to the end
-- of its lease and counts the attempt, so a dead worker's rows come back by themselves.
CREATE TABLE deliveries (
    id uuid PRIMARY KEY,
    space_id uuid NOT NULL,
    fact_id uuid,
    recipient text NOT NULL,
    channel text NOT NULL,
    payload jsonb NOT NULL,
    -- The outside host it goes to, for the circuit breaker; empty where there is none.
    host text NOT NULL DEFAULT '',
    created_at timestamptz NOT NULL DEFAULT now(),
    due_at timestamptz NOT NULL DEFAULT now(),
    attempt bigint NOT NULL DEFAULT 0,
    max_attempts bigint NOT NULL DEFAULT 5,
    leased_by uuid,
    last_error text,
    CONSTRAINT a_recipient_hears_of_a_fact_once_per_channel UNIQUE (fact_id, recipient, channel)
) WITH (
    fillfactor = 80, autovacuum_vacuum_scale_factor = 0.02, autovacuum_vacuum_cost_delay = 1
);
CREATE INDEX deliveries_due ON deliveries (channel, due_at, id);

CREATE TABLE dead_letters (
    id uuid PRIMARY KEY,
    space_id uuid NOT NULL,
    fact_id uuid,
    recipient text NOT NULL,
    channel text NOT NULL,
    payload jsonb NOT NULL,
    host text NOT NULL DEFAULT '',
    created_at timestamptz NOT NULL,
    attempt bigint NOT NULL,
    max_attempts bigint NOT NULL,
    last_error text,
    buried_at timestamptz NOT NULL DEFAULT now()
);

-- What was done, by whom, to which thing. The application may add and read, never change or remove.
CREATE TABLE audit_log (
    id uuid PRIMARY KEY,
    space_id uuid NOT NULL,
    done_at timestamptz NOT NULL DEFAULT now(),
    person_id uuid,
    actor text NOT NULL,
    action text NOT NULL,
    thing_id uuid,
    request_id text NOT NULL DEFAULT '',
    address inet,
    agent text NOT NULL DEFAULT '',
    details jsonb NOT NULL DEFAULT '{}'
);
CREATE INDEX audit_log_of_a_space ON audit_log (space_id, id);

-- Answers already given to requests that carried an Idempotency-Key; kept for a day.
CREATE TABLE idempotency_keys (
    owner_id uuid NOT NULL,
    key text NOT NULL,
    space_id uuid NOT NULL,
    request_hash bytea NOT NULL,
    thing_id uuid NOT NULL,
    created_at timestamptz NOT NULL DEFAULT now(),
    PRIMARY KEY (owner_id, key),
    CONSTRAINT a_key_is_short CHECK (length(key) BETWEEN 1 AND 255)
);
CREATE INDEX idempotency_keys_by_age ON idempotency_keys (created_at);

-- The walls.
DO $$
DECLARE walled text;
BEGIN
    FOREACH walled IN ARRAY ARRAY[
        'people', 'memberships', 'sessions', 'links', 'facts', 'deliveries', 'dead_letters', 'audit_log', 'idempotency_keys'
    ] LOOP
        EXECUTE format('ALTER TABLE %I ENABLE ROW LEVEL SECURITY', walled);
        EXECUTE format('ALTER TABLE %I FORCE ROW LEVEL SECURITY', walled);
        EXECUTE format(
            'CREATE POLICY own_spaces ON %I USING (space_id = ANY ((SELECT current_spaces())::uuid[]))', walled
        );
    END LOOP;
END $$;
ALTER TABLE spaces ENABLE ROW LEVEL SECURITY;
ALTER TABLE spaces FORCE ROW LEVEL SECURITY;
CREATE POLICY own_spaces ON spaces USING (id = ANY ((SELECT current_spaces())::uuid[]));

GRANT SELECT, INSERT, UPDATE, DELETE ON spaces, people, memberships, sessions, links, idempotency_keys
TO kalends_app;
GRANT SELECT, INSERT ON facts, audit_log TO kalends_app;
GRANT SELECT, INSERT, DELETE ON deliveries TO kalends_app;
GRANT SELECT, DELETE ON dead_letters TO kalends_app;

-- The gates: each looks across spaces for one purpose, and tests/store/test_walls.py lists them all.
CREATE POLICY gate ON spaces TO kalends_gate USING (true);
CREATE POLICY gate ON people TO kalends_gate USING (true);
CREATE POLICY gate ON memberships TO kalends_gate USING (true);
CREATE POLICY gate ON sessions TO kalends_gate USING (true);
CREATE POLICY gate ON links TO kalends_gate USING (true);
CREATE POLICY gate ON facts TO kalends_gate USING (true);
CREATE POLICY gate ON deliveries TO kalends_gate USING (true);
CREATE POLICY gate ON dead_letters TO kalends_gate USING (true);
CREATE POLICY gate ON idempotency_keys TO kalends_gate USING (true);
GRANT SELECT ON spaces, people, memberships, sessions, links TO kalends_gate;
GRANT SELECT, UPDATE, DELETE ON facts TO kalends_gate;
GRANT SELECT, UPDATE, DELETE ON deliveries TO kalends_gate;
GRANT SELECT, INSERT ON dead_letters TO kalends_gate;
GRANT SELECT, DELETE ON idempotency_keys TO kalends_gate;

-- Opens the walls of a transaction for a signed-in person: to the spaces they are a member of, if their session
-- stands. Answers those spaces and roles; no row means that they are not signed in.
CREATE FUNCTION enter_as_person(person uuid, session uuid) RETURNS TABLE (space_id uuid, role text)
LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
#variable_conflict use_column
DECLARE granted uuid[] := '{}'; row record;
BEGIN
    FOR row IN
        SELECT m.space_id, m.role
        FROM sessions AS s
        JOIN people AS p ON p.id = s.person_id AND p.is_active
        JOIN memberships AS m ON m.person_id = p.id
        WHERE s.id = session AND s.person_id = person AND s.revoked_at IS NULL AND s.expires_at > now()
    LOOP
        granted := granted || row.space_id;
        space_id := row.space_id;
        role := row.role;
        RETURN NEXT;
    END LOOP;
    PERFORM set_config('kalends.spaces', granted::text, true);
END $$;

-- Opens the walls of a transaction for whoever holds a link: to the one space of the one thing it names.
CREATE FUNCTION enter_by_link(link uuid) RETURNS TABLE (
    space_id uuid, thing_id uuid, holder_id uuid, permission text
)
LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
#variable_conflict use_column
DECLARE row record; granted uuid[] := '{}';
BEGIN
    FOR row IN
        SELECT l.space_id, l.thing_id, l.holder_id, l.permission FROM links AS l
        WHERE l.id = link AND l.revoked_at IS NULL AND (l.expires_at IS NULL OR l.expires_at > now())
    LOOP
        granted := granted || row.space_id;
        space_id := row.space_id;
        thing_id := row.thing_id;
        holder_id := row.holder_id;
        permission := row.permission;
        RETURN NEXT;
    END LOOP;
    PERFORM set_config('kalends.spaces', granted::text, true);
END $$;

-- Takes up to `many` facts that nobody has expanded yet, oldest first; the rows stay locked until the end of the
-- transaction, and other workers pass them by.
CREATE FUNCTION claim_facts(many integer) RETURNS TABLE (
    id uuid, space_id uuid, event_type text, aggregate_id uuid, aggregate_version bigint,
    data jsonb, metadata jsonb, recorded_at timestamptz, attempt bigint
)
LANGUAGE sql SECURITY DEFINER SET search_path = public, pg_temp
BEGIN ATOMIC
    SELECT f.id, f.space_id, f.event_type, f.aggregate_id, f.aggregate_version,
        f.data, f.metadata, f.recorded_at, f.attempt
    FROM facts AS f
    WHERE f.expanded_at IS NULL AND f.due_at <= now()
    ORDER BY f.due_at, f.sequence
    LIMIT many
    FOR UPDATE SKIP LOCKED;
END;

CREATE FUNCTION mark_expanded(done uuid[]) RETURNS void
LANGUAGE sql SECURITY DEFINER SET search_path = public, pg_temp
BEGIN ATOMIC
    UPDATE facts SET expanded_at = now() WHERE id = ANY (done);
END;

-- A fact that could not be expanded waits and is tried again; after many tries it stays, visible, for an operator.
CREATE FUNCTION postpone_fact(failed uuid, wait interval, error text) RETURNS void
LANGUAGE sql SECURITY DEFINER SET search_path = public, pg_temp
BEGIN ATOMIC
    UPDATE facts SET attempt = attempt + 1, due_at = now() + wait, last_error = left(error, 2000)
    WHERE id = failed;
END;

-- Leases what is due: up to slots[i] rows of channels[i]. The lease's end is due_at; attempt is the fencing token.
CREATE FUNCTION claim_deliveries(channels text[], slots integer[], worker uuid, lease interval)
RETURNS TABLE (
    id uuid, space_id uuid, fact_id uuid, recipient text, channel text, payload jsonb, host text,
    attempt bigint, max_attempts bigint, created_at timestamptz, last_error text
)
LANGUAGE sql SECURITY DEFINER SET search_path = public, pg_temp
BEGIN ATOMIC
    WITH due AS (
        SELECT d.id
        FROM unnest(channels, slots) AS wanted (channel, slots)
        CROSS JOIN LATERAL (
            SELECT inner_d.id
            FROM deliveries AS inner_d
            WHERE inner_d.channel = wanted.channel AND inner_d.due_at <= clock_timestamp()
            ORDER BY inner_d.due_at, inner_d.id
            LIMIT wanted.slots
            FOR UPDATE SKIP LOCKED
        ) AS d
    )
    UPDATE deliveries AS d
    SET due_at = clock_timestamp() + lease, attempt = d.attempt + 1, leased_by = worker
    FROM due
    WHERE d.id = due.id
    RETURNING d.id, d.space_id, d.fact_id, d.recipient, d.channel, d.payload, d.host,
        d.attempt, d.max_attempts, d.created_at, d.last_error;
END;

-- Each of these names the attempt it speaks for: whoever lost the lease changes nothing.
CREATE FUNCTION complete_deliveries(done uuid[], attempts bigint[], worker uuid) RETURNS bigint
LANGUAGE sql SECURITY DEFINER SET search_path = public, pg_temp
BEGIN ATOMIC
    WITH gone AS (
        DELETE FROM deliveries AS d USING unnest(done, attempts) AS mine (id, attempt)
        WHERE d.id = mine.id AND d.attempt = mine.attempt AND d.leased_by = worker
        RETURNING d.id
    )
    SELECT count(*) FROM gone;
END;

CREATE FUNCTION renew_deliveries(held uuid[], attempts bigint[], worker uuid, lease interval) RETURNS SETOF uuid
LANGUAGE sql SECURITY DEFINER SET search_path = public, pg_temp
BEGIN ATOMIC
    UPDATE deliveries AS d SET due_at = clock_timestamp() + lease
    FROM unnest(held, attempts) AS mine (id, attempt)
    WHERE d.id = mine.id AND d.attempt = mine.attempt AND d.leased_by = worker
    RETURNING d.id;
END;

-- Back into the queue after `wait`. An attempt that never reached the other side is given back.
CREATE FUNCTION postpone_delivery(
    failed uuid, its_attempt bigint, worker uuid, wait interval, error text, give_back boolean
) RETURNS void
LANGUAGE sql SECURITY DEFINER SET search_path = public, pg_temp
BEGIN ATOMIC
    UPDATE deliveries AS d
    SET due_at = clock_timestamp() + wait, leased_by = NULL, last_error = left(error, 2000),
        attempt = d.attempt - CASE WHEN give_back THEN 1 ELSE 0 END
    WHERE d.id = failed AND d.attempt = its_attempt AND d.leased_by = worker;
END;

CREATE FUNCTION bury_delivery(failed uuid, its_attempt bigint, worker uuid, error text) RETURNS void
LANGUAGE sql SECURITY DEFINER SET search_path = public, pg_temp
BEGIN ATOMIC
    WITH gone AS (
        DELETE FROM deliveries AS d
        WHERE d.id = failed AND d.attempt = its_attempt AND d.leased_by = worker
        RETURNING d.*
    )
    INSERT INTO dead_letters (
        id, space_id, fact_id, recipient, channel, payload, host, created_at, attempt, max_attempts, last_error
    )
    SELECT id, space_id, fact_id, recipient, channel, payload, host, created_at, attempt, max_attempts,
        left(error, 2000)
    FROM gone;
END;

-- The outbox in figures, for metrics and health: seconds and counts, no content.
CREATE FUNCTION outbox_figures() RETURNS TABLE (
    facts_waiting bigint, oldest_fact_seconds double precision,
    deliveries_waiting bigint, oldest_delivery_seconds double precision, dead_letters bigint
)
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp
BEGIN ATOMIC
    SELECT f.n, coalesce(extract(epoch FROM now() - f.oldest), 0)::double precision,
        d.n, coalesce(extract(epoch FROM now() - d.oldest), 0)::double precision,
        (SELECT count(*) FROM dead_letters)
    FROM (SELECT count(*) AS n, min(recorded_at) AS oldest FROM facts WHERE expanded_at IS NULL) AS f,
        (SELECT count(*) AS n, min(due_at) FILTER (WHERE due_at <= now()) AS oldest FROM deliveries) AS d;
END;

-- Whether anybody lives here yet: sample data and the first operator are only for an empty house.
CREATE FUNCTION has_people() RETURNS boolean
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp
BEGIN ATOMIC
    SELECT EXISTS (SELECT 1 FROM people);
END;

CREATE FUNCTION prune_idempotency_keys() RETURNS bigint
LANGUAGE sql SECURITY DEFINER SET search_path = public, pg_temp
BEGIN ATOMIC
    WITH gone AS (
        DELETE FROM idempotency_keys WHERE created_at < now() - interval '1 day' RETURNING 1
    )
    SELECT count(*) FROM gone;
END;

DO $$
DECLARE gate regprocedure;
BEGIN
    FOR gate IN
        SELECT p.oid::regprocedure FROM pg_proc AS p
        WHERE p.pronamespace = 'public'::regnamespace AND p.prosecdef
    LOOP
        EXECUTE format('ALTER FUNCTION %s OWNER TO kalends_gate', gate);
        EXECUTE format('REVOKE ALL ON FUNCTION %s FROM PUBLIC', gate);
        EXECUTE format('GRANT EXECUTE ON FUNCTION %s TO kalends_app', gate);
    END LOOP;
END $$;
