-- safe while the old version runs: yes; it only adds tables and gates, and the old version knows none of them.
-- Calendar files on their way into a calendar: stored as they come, cut into components, kept object by object. Each
-- step is a transaction, so that whoever is killed goes on where they were.

CREATE TABLE imports (
    id uuid PRIMARY KEY,
    space_id uuid NOT NULL,
    calendar_id uuid NOT NULL,
    person_id uuid REFERENCES people (id) ON DELETE SET NULL,
    created_at timestamptz NOT NULL DEFAULT now(),
    -- Bytes: what was announced, if anything was, and what is here.
    total bigint,
    received bigint NOT NULL DEFAULT 0,
    received_at timestamptz,
    -- Where cutting goes on; see `Where` in features/calendars/imports/cutting.py.
    "offset" bigint NOT NULL DEFAULT 0,
    line bigint NOT NULL DEFAULT 1,
    calendar bigint NOT NULL DEFAULT 0,
    is_inside boolean NOT NULL DEFAULT false,
    is_outside_noted boolean NOT NULL DEFAULT false,
    header bytea NOT NULL DEFAULT '',
    cut_at timestamptz,
    -- Objects: how many there are, the UID of the last one that was looked at, what became of them; all in `done`.
    found bigint NOT NULL DEFAULT 0,
    last_uid text NOT NULL DEFAULT '',
    added bigint NOT NULL DEFAULT 0,
    changed bigint NOT NULL DEFAULT 0,
    same bigint NOT NULL DEFAULT 0,
    older bigint NOT NULL DEFAULT 0,
    -- Remarks: of what is kept nevertheless, and of what is not.
    noted bigint NOT NULL DEFAULT 0,
    refused bigint NOT NULL DEFAULT 0,
    done bigint NOT NULL DEFAULT 0,
    finished_at timestamptz,
    CONSTRAINT an_import_is_in_the_space_of_its_calendar
    FOREIGN KEY (calendar_id, space_id) REFERENCES calendars (id, space_id) ON DELETE CASCADE,
    CONSTRAINT no_more_is_received_than_was_announced CHECK (received <= total),
    CONSTRAINT an_import_is_in_one_space UNIQUE (id, space_id)
);
CREATE INDEX imports_into_a_calendar ON imports (calendar_id, id);
CREATE INDEX imports_by_a_person ON imports (person_id);
CREATE INDEX imports_to_carry_on ON imports (received_at) WHERE finished_at IS NULL;

-- The file as it came; what is cut is removed.
CREATE TABLE import_chunks (
    import_id uuid NOT NULL,
    space_id uuid NOT NULL,
    -- In bytes from the beginning of the file.
    position bigint NOT NULL,
    content bytea NOT NULL,
    PRIMARY KEY (import_id, position),
    CONSTRAINT a_chunk_is_in_the_space_of_its_import
    FOREIGN KEY (import_id, space_id) REFERENCES imports (id, space_id) ON DELETE CASCADE
);

-- What the parts of one calendar of the file share: its own lines, and the time zones it defines.
CREATE TABLE import_calendars (
    import_id uuid NOT NULL,
    space_id uuid NOT NULL,
    calendar bigint NOT NULL,
    -- Null: the calendar's own lines.
    tzid text,
    content bytea NOT NULL,
    CONSTRAINT a_zone_is_defined_once_in_a_calendar UNIQUE NULLS NOT DISTINCT (import_id, calendar, tzid),
    CONSTRAINT a_calendar_is_in_the_space_of_its_import
    FOREIGN KEY (import_id, space_id) REFERENCES imports (id, space_id) ON DELETE CASCADE
);

-- Components, in the order in which they are looked at; what is kept is removed.
CREATE TABLE import_parts (
    import_id uuid NOT NULL,
    space_id uuid NOT NULL,
    uid text NOT NULL,
    line bigint NOT NULL,
    calendar bigint NOT NULL,
    kind text NOT NULL,
    content bytea NOT NULL,
    PRIMARY KEY (import_id, uid, line),
    CONSTRAINT a_part_is_in_the_space_of_its_import
    FOREIGN KEY (import_id, space_id) REFERENCES imports (id, space_id) ON DELETE CASCADE
);

-- What was wrong, by line: the first thousand.
CREATE TABLE import_remarks (
    import_id uuid NOT NULL,
    space_id uuid NOT NULL,
    number bigint GENERATED ALWAYS AS IDENTITY,
    line bigint NOT NULL,
    uid text NOT NULL,
    reason text NOT NULL,
    is_kept boolean NOT NULL,
    PRIMARY KEY (import_id, number),
    CONSTRAINT a_remark_is_in_the_space_of_its_import
    FOREIGN KEY (import_id, space_id) REFERENCES imports (id, space_id) ON DELETE CASCADE
);

-- The walls.
DO $$
DECLARE walled text;
BEGIN
    FOREACH walled IN ARRAY ARRAY[
        'imports', 'import_chunks', 'import_calendars', 'import_parts', 'import_remarks'
    ] LOOP
        EXECUTE format('ALTER TABLE %I ENABLE ROW LEVEL SECURITY', walled);
        EXECUTE format('ALTER TABLE %I FORCE ROW LEVEL SECURITY', walled);
        EXECUTE format(
            'CREATE POLICY own_spaces ON %I USING (space_id = ANY ((SELECT current_spaces())::uuid[]))', walled
        );
        EXECUTE format('GRANT SELECT, INSERT, UPDATE, DELETE ON %I TO kalends_app', walled);
    END LOOP;
END $$;

-- The gates.
CREATE POLICY gate ON imports TO kalends_gate USING (true);
GRANT SELECT, DELETE ON imports TO kalends_gate;

-- Files that are here and not yet done with: those that the worker carries on.
CREATE FUNCTION list_imports_to_carry_on(many integer) RETURNS TABLE (id uuid, space_id uuid)
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp
BEGIN ATOMIC
    SELECT i.id, i.space_id FROM imports AS i
    WHERE i.received_at IS NOT NULL AND i.finished_at IS NULL
    ORDER BY i.received_at LIMIT many;
END;

-- What was never sent whole goes after a day, and what is done after a month.
CREATE FUNCTION prune_imports() RETURNS bigint
LANGUAGE sql VOLATILE SECURITY DEFINER SET search_path = public, pg_temp
BEGIN ATOMIC
    WITH gone AS (
        DELETE FROM imports
        WHERE (received_at IS NULL AND created_at < now() - interval '1 day')
        OR finished_at < now() - interval '30 days'
        RETURNING id
    )
    SELECT count(*) FROM gone;
END;

DO $$
DECLARE gate regprocedure;
BEGIN
    FOR gate IN
        SELECT p.oid::regprocedure FROM pg_proc AS p
        WHERE p.pronamespace = 'public'::regnamespace AND p.prosecdef AND p.proowner <> 'kalends_gate'::regrole
    LOOP
        EXECUTE format('ALTER FUNCTION %s OWNER TO kalends_gate', gate);
        EXECUTE format('REVOKE ALL ON FUNCTION %s FROM PUBLIC', gate);
        EXECUTE format('GRANT EXECUTE ON FUNCTION %s TO kalends_app', gate);
    END LOOP;
END $$;
