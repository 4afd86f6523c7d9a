-- safe while the old version runs: yes; it adds tables and gates, and what the old version writes gets its words later.
-- Looking for events by their words; what is written without them is found by the worker, which adds them. And what was
-- there before a change, for a day, so that it can be undone.

CREATE EXTENSION IF NOT EXISTS pg_trgm;
CREATE EXTENSION IF NOT EXISTS btree_gin;

-- Beside the events, not in them: indexes on an empty table are made in no time, and an event that changes leaves those
-- of its words alone. Empty where nobody looks for it: only events are found.
CREATE TABLE event_words (
    event_id uuid PRIMARY KEY,
    space_id uuid NOT NULL,
    calendar_id uuid NOT NULL,
    -- The event's version that they were read from.
    of_version bigint NOT NULL,
    -- As the event has them, so that the nearest are found without it.
    starts_at timestamptz,
    ends_at timestamptz,
    -- Without accents and capitals: what it is called and where it is; and all that it says, up to a length.
    headline text NOT NULL,
    words tsvector NOT NULL,
    CONSTRAINT words_are_of_an_event_in_its_calendar
    FOREIGN KEY (event_id, calendar_id, space_id) REFERENCES events (id, calendar_id, space_id) ON DELETE CASCADE
) WITH (
    -- Room for a row's next version beside it: then no index is written where the words stay.
    fillfactor = 80
);
-- The calendar comes first: what is common in a large house is looked for in one's own calendars only.
CREATE INDEX events_by_words ON event_words USING gin (calendar_id, words);
CREATE INDEX events_by_headline ON event_words USING gin (calendar_id, headline gin_trgm_ops);

-- How far the worker has come in its round through all events, in the order of their ids, and when it goes on. An index
-- of those without words would have to be built over all events, while everybody waits.
CREATE TABLE word_rounds (
    is_only boolean PRIMARY KEY DEFAULT true,
    reached uuid NOT NULL DEFAULT '00000000-0000-0000-0000-000000000000',
    resumes_at timestamptz NOT NULL DEFAULT now(),
    CONSTRAINT there_is_one_round CHECK (is_only)
);
INSERT INTO word_rounds DEFAULT VALUES;

ALTER TABLE event_words ENABLE ROW LEVEL SECURITY;
ALTER TABLE event_words FORCE ROW LEVEL SECURITY;
CREATE POLICY own_spaces ON event_words USING (space_id = ANY ((SELECT current_spaces())::uuid []));
CREATE POLICY gate ON event_words TO kalends_gate USING (true);
GRANT SELECT, INSERT, UPDATE ON event_words TO kalends_app;
GRANT SELECT ON event_words TO kalends_gate;
GRANT SELECT, UPDATE ON word_rounds TO kalends_gate;

-- One row an object that a change touched.
CREATE TABLE former_objects (
    -- In the order in which they were changed.
    id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    -- Of one change, which may touch several objects.
    change_id uuid NOT NULL,
    space_id uuid NOT NULL,
    calendar_id uuid NOT NULL,
    person_id uuid NOT NULL REFERENCES people (id) ON DELETE CASCADE,
    event_id uuid NOT NULL,
    name text NOT NULL,
    version bigint NOT NULL,
    -- As it was; null: it was not there.
    object bytea,
    -- What the change made of it: undone only while it is still so. Null: it took it out.
    etag_after text,
    kept_at timestamptz NOT NULL DEFAULT now(),
    CONSTRAINT a_former_object_is_in_the_space_of_its_calendar
    FOREIGN KEY (calendar_id, space_id) REFERENCES calendars (id, space_id) ON DELETE CASCADE
);
CREATE INDEX former_objects_of_a_change ON former_objects (change_id);
CREATE INDEX former_objects_by_age ON former_objects (kept_at);
CREATE INDEX former_objects_of_a_calendar ON former_objects (calendar_id);
CREATE INDEX former_objects_of_a_person ON former_objects (person_id);

ALTER TABLE former_objects ENABLE ROW LEVEL SECURITY;
ALTER TABLE former_objects FORCE ROW LEVEL SECURITY;
CREATE POLICY own_spaces ON former_objects USING (space_id = ANY ((SELECT current_spaces())::uuid []));
CREATE POLICY gate ON former_objects TO kalends_gate USING (true);
GRANT SELECT, INSERT, DELETE ON former_objects TO kalends_app;
GRANT SELECT, DELETE ON former_objects TO kalends_gate;

-- The calendars that a change touched, for whoever made it.
CREATE FUNCTION calendars_of_change(person uuid, change uuid) RETURNS TABLE (calendar_id uuid)
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp
BEGIN ATOMIC
    SELECT DISTINCT f.calendar_id FROM former_objects AS f
    WHERE f.change_id = change AND f.person_id = person
    ORDER BY f.calendar_id;
END;

-- Nobody undoes what they did the day before.
CREATE FUNCTION prune_former_objects() RETURNS bigint
LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
DECLARE pruned bigint;
BEGIN
    DELETE FROM former_objects WHERE kept_at < now() - interval '1 day';
    GET DIAGNOSTICS pruned = ROW_COUNT;
    RETURN pruned;
END $$;

-- The calendar of another space in which an event is, if it is shared with someone signed in to look into.
CREATE FUNCTION calendar_of_shared_event(person uuid, session uuid, event uuid) RETURNS uuid
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp
BEGIN ATOMIC
    SELECT e.calendar_id
    FROM sessions AS s
    JOIN people AS p ON p.id = s.person_id AND p.is_active
    JOIN events AS e ON e.id = event
    JOIN calendar_shares AS h
        ON h.calendar_id = e.calendar_id AND h.person_id = p.id AND h.access IN ('read', 'write')
    WHERE s.id = session AND s.person_id = person AND s.revoked_at IS NULL AND s.expires_at > now();
END;

-- The next events that have no words, or those of another version, as they were written by a Kalends that knew of none:
-- up to `many` among the next 5,000. After the last one the round rests for a day.
CREATE FUNCTION list_events_without_words(many integer) RETURNS TABLE (id uuid, space_id uuid)
LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
#variable_conflict use_column
DECLARE
    since uuid;
    until uuid;
    listed integer := 0;
BEGIN
    SELECT r.reached INTO since FROM word_rounds AS r WHERE r.resumes_at <= now() FOR UPDATE SKIP LOCKED;
    IF since IS NULL THEN
        RETURN;
    END IF;
    SELECT e.id INTO until FROM events AS e WHERE e.id > since ORDER BY e.id OFFSET 4999 LIMIT 1;
    FOR id, space_id IN
        SELECT e.id, e.space_id FROM events AS e
        WHERE e.id > since AND e.id <= coalesce(until, 'ffffffff-ffff-ffff-ffff-ffffffffffff')
            AND e.version IS DISTINCT FROM (SELECT w.of_version FROM event_words AS w WHERE w.event_id = e.id)
        ORDER BY e.id LIMIT many
    LOOP
        listed := listed + 1;
        since := id;
        RETURN NEXT;
    END LOOP;
    IF listed = many THEN
        UPDATE word_rounds SET reached = since;
    ELSIF until IS NOT NULL THEN
        UPDATE word_rounds SET reached = until;
    ELSE
        UPDATE word_rounds SET reached = DEFAULT, resumes_at = now() + interval '1 day';
    END IF;
END $$;

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
