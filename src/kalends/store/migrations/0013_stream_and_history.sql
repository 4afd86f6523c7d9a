-- safe while the old version runs: yes; it only adds tables and gates, and the old version knows none of them.
-- History: facts that nobody waits for any more, by month. `facts` itself is not converted, which would hold a lock for
-- as long as it takes to copy it: old rows move over, a few at a time, and the table that requests write to stays small.
-- The stream: facts in the order of their commits, as far as no running transaction can still add one before them.

CREATE TABLE fact_history (
    id uuid NOT NULL,
    space_id uuid NOT NULL,
    sequence bigint NOT NULL,
    event_type text NOT NULL,
    aggregate_id uuid NOT NULL,
    aggregate_version bigint NOT NULL,
    data jsonb NOT NULL,
    metadata jsonb NOT NULL,
    recorded_at timestamptz NOT NULL,
    PRIMARY KEY (id, recorded_at)
) PARTITION BY RANGE (recorded_at);
CREATE INDEX history_of_a_space ON fact_history (space_id, recorded_at);
ALTER TABLE fact_history ENABLE ROW LEVEL SECURITY;
ALTER TABLE fact_history FORCE ROW LEVEL SECURITY;
CREATE POLICY own_spaces ON fact_history USING (space_id = ANY ((SELECT current_spaces())::uuid[]));
CREATE POLICY gate ON fact_history TO kalends_gate USING (true);
GRANT SELECT ON fact_history TO kalends_app;
-- Whoever adds a month must own what it is added to.
ALTER TABLE fact_history OWNER TO kalends_gate;

-- Up to and with this transaction, facts may have moved on: a reader who stands before it has missed some.
CREATE TABLE stream_floor (
    is_the_only_one boolean PRIMARY KEY DEFAULT true,
    transaction_id xid8 NOT NULL DEFAULT '0',
    CONSTRAINT there_is_one_floor CHECK (is_the_only_one)
);
INSERT INTO stream_floor DEFAULT VALUES;
GRANT SELECT ON stream_floor TO kalends_app;
GRANT SELECT, UPDATE ON stream_floor TO kalends_gate;

-- Makes sure that a month of history has its place, with walls like the whole.
CREATE FUNCTION ensure_month(parent text, day date) RETURNS void
LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
DECLARE
    first date := date_trunc('month', day)::date;
    name text := parent || to_char(day, '_YYYY_MM');
BEGIN
    IF NOT EXISTS (
        SELECT 1 FROM pg_partitioned_table AS t
        WHERE t.partrelid = to_regclass(parent) AND pg_get_userbyid(
            (SELECT c.relowner FROM pg_class AS c WHERE c.oid = t.partrelid)
        ) = 'kalends_gate'
    ) THEN
        RAISE EXCEPTION '% has no months', parent;
    END IF;
    IF to_regclass(name) IS NOT NULL THEN
        RETURN;
    END IF;
    -- Two workers at once: the second finds it made.
    PERFORM pg_advisory_xact_lock(hashtextextended('ensure_month', 0));
    IF to_regclass(name) IS NOT NULL THEN
        RETURN;
    END IF;
    EXECUTE format(
        'CREATE TABLE %I PARTITION OF %I FOR VALUES FROM (%L) TO (%L)',
        name, parent, first || ' 00:00+00', (first + interval '1 month')::date || ' 00:00+00'
    );
    EXECUTE format('ALTER TABLE %I ENABLE ROW LEVEL SECURITY', name);
    EXECUTE format('ALTER TABLE %I FORCE ROW LEVEL SECURITY', name);
    EXECUTE format('CREATE POLICY own_spaces ON %I USING (space_id = ANY ((SELECT current_spaces())::uuid[]))', name);
    EXECUTE format('CREATE POLICY gate ON %I TO kalends_gate USING (true)', name);
END $$;

-- Moves up to `many` facts older than `days` that nothing is owed for any more; answers how many.
CREATE FUNCTION move_to_history(days integer, many integer) RETURNS bigint
LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
DECLARE
    old uuid[];
    moved bigint;
BEGIN
    old := ARRAY(
        SELECT f.id FROM facts AS f
        WHERE f.expanded_at IS NOT NULL AND f.recorded_at < now() - make_interval(days => days)
            AND NOT EXISTS (SELECT 1 FROM deliveries AS d WHERE d.fact_id = f.id)
        LIMIT many
        FOR UPDATE SKIP LOCKED
    );
    PERFORM ensure_month('fact_history', month)
    FROM (SELECT DISTINCT date_trunc('month', f.recorded_at)::date AS month FROM facts AS f WHERE f.id = ANY (old)) AS m;
    UPDATE stream_floor
    SET transaction_id = greatest(
        transaction_id, (SELECT f.transaction_id FROM facts AS f WHERE f.id = ANY (old) ORDER BY 1 DESC LIMIT 1)
    )
    WHERE cardinality(old) > 0;
    WITH gone AS (DELETE FROM facts AS f WHERE f.id = ANY (old) RETURNING f.*)
    INSERT INTO fact_history (
        id, space_id, sequence, event_type, aggregate_id, aggregate_version, data, metadata, recorded_at
    )
    SELECT g.id, g.space_id, g.sequence, g.event_type, g.aggregate_id, g.aggregate_version, g.data, g.metadata,
        g.recorded_at
    FROM gone AS g;
    GET DIAGNOSTICS moved = ROW_COUNT;
    RETURN moved;
END $$;

-- Drops the months of the history of facts that ended more than so many months ago.
CREATE FUNCTION drop_old_months(months integer) RETURNS bigint
LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
DECLARE
    month record;
    dropped bigint := 0;
BEGIN
    FOR month IN
        SELECT c.relname AS name FROM pg_inherits AS i JOIN pg_class AS c ON c.oid = i.inhrelid
        WHERE i.inhparent = 'fact_history'::regclass
            AND to_date(right(c.relname, 7), 'YYYY_MM') < date_trunc('month', now()) - make_interval(months => months)
    LOOP
        EXECUTE format('DROP TABLE %I', month.name);
        dropped := dropped + 1;
    END LOOP;
    RETURN dropped;
END $$;

-- What someone may hear of, after a position: in spaces they administer everything, in those where they schedule all but
-- `guarded` events, in others not of drafts either; and of calendars that are shared with them to read. The walls of the
-- transaction say which spaces are theirs. Across spaces for the calendars shared, and because under a policy the index
-- would not be used for positions.
CREATE FUNCTION read_stream(
    person uuid, administered uuid[], scheduled uuid[], viewed uuid[], wanted text[], guarded text[],
    after_transaction xid8, after_sequence bigint, many integer
) RETURNS TABLE (
    id uuid, space_id uuid, event_type text, aggregate_id uuid, aggregate_version bigint, data jsonb, metadata jsonb,
    recorded_at timestamptz, sequence bigint, transaction_id text
)
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp
BEGIN ATOMIC
    WITH shared AS (
        SELECT s.calendar_id, s.space_id FROM calendar_shares AS s
        WHERE s.person_id = person AND s.access IN ('read', 'write')
    ),
    found AS (
        SELECT f.* FROM unnest(administered || scheduled || viewed) AS mine (space)
        CROSS JOIN LATERAL (
            SELECT own.* FROM facts AS own
            WHERE own.space_id = mine.space AND (own.transaction_id, own.sequence) > (after_transaction, after_sequence)
                AND own.transaction_id < pg_snapshot_xmin(pg_current_snapshot())
                AND own.event_type = ANY (wanted)
                AND (mine.space = ANY (administered) OR own.event_type <> ALL (guarded))
                AND NOT (
                    mine.space = ANY (viewed) AND EXISTS (
                        SELECT 1 FROM meetings AS m
                        WHERE m.id = coalesce((own.data ->> 'meeting_id')::uuid, own.aggregate_id) AND m.opened_at IS NULL
                    )
                )
            ORDER BY own.transaction_id, own.sequence
            LIMIT many
        ) AS f
        WHERE mine.space = ANY (current_spaces())
        UNION ALL
        SELECT f.* FROM shared
        CROSS JOIN LATERAL (
            SELECT theirs.* FROM facts AS theirs
            WHERE theirs.space_id = shared.space_id AND shared.space_id <> ALL (current_spaces())
                AND (theirs.transaction_id, theirs.sequence) > (after_transaction, after_sequence)
                AND theirs.transaction_id < pg_snapshot_xmin(pg_current_snapshot())
                AND theirs.event_type = ANY (wanted)
                AND (
                    theirs.data ->> 'calendar_id' = shared.calendar_id::text
                    OR (theirs.aggregate_id = shared.calendar_id AND theirs.event_type IN (
                        'calendar.changed', 'calendar.removed'
                    ))
                )
            ORDER BY theirs.transaction_id, theirs.sequence
            LIMIT many
        ) AS f
    )
    SELECT f.id, f.space_id, f.event_type, f.aggregate_id, f.aggregate_version, f.data, f.metadata, f.recorded_at,
        f.sequence, f.transaction_id::text
    FROM found AS f ORDER BY f.transaction_id, f.sequence LIMIT many;
END;

-- Which other spaces have calendars that someone may read, so that their news wake the stream.
CREATE FUNCTION spaces_shared_with(person uuid) RETURNS SETOF uuid
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp
BEGIN ATOMIC
    SELECT DISTINCT s.space_id FROM calendar_shares AS s WHERE s.person_id = person AND s.access IN ('read', 'write');
END;

-- Whether something has happened that must wait for an older transaction.
CREATE FUNCTION is_stream_behind(spaces uuid[], horizon xid8) RETURNS boolean
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp
BEGIN ATOMIC
    SELECT EXISTS (
        SELECT 1 FROM facts AS f
        WHERE f.space_id = ANY (spaces) AND f.space_id = ANY (current_spaces()) AND f.transaction_id >= horizon
    );
END;

DO $$
DECLARE gate regprocedure;
BEGIN
    FOREACH gate IN ARRAY ARRAY[
        'read_stream(uuid, uuid[], uuid[], uuid[], text[], text[], xid8, bigint, integer)', 'spaces_shared_with(uuid)',
        'is_stream_behind(uuid[], xid8)', 'ensure_month(text, date)', 'move_to_history(integer, integer)', 'drop_old_months(integer)'
    ]::regprocedure[] LOOP
        EXECUTE format('ALTER FUNCTION %s OWNER TO kalends_gate', gate);
        EXECUTE format('REVOKE ALL ON FUNCTION %s FROM PUBLIC', gate);
        EXECUTE format('GRANT EXECUTE ON FUNCTION %s TO kalends_app', gate);
    END LOOP;
END $$;

GRANT INSERT, SELECT ON fact_history TO kalends_gate;
SELECT ensure_month('fact_history', (now() + make_interval(months => ahead))::date)
FROM generate_series(0, 2) AS ahead;
