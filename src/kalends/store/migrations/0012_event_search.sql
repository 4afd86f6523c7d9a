-- safe while the old version runs: yes; it adds columns that the old version does not write, and gates it does not know.
-- Looking for events by their words; what is written without them is found by the worker, which adds them. And what was
-- there before a change, for a day, so that it can be undone.

CREATE EXTENSION IF NOT EXISTS pg_trgm;
CREATE EXTENSION IF NOT EXISTS btree_gin;

-- Without accents and capitals: what an event is called and where it is; and all that it says, up to a length.
ALTER TABLE events ADD COLUMN headline text, ADD COLUMN words text;

-- The calendar comes first: what is common in a large house is looked for in one's own calendars only. The indexes are
-- built while both columns are empty, which takes as long as reading the table once.
-- squawk-ignore require-concurrent-index-creation
CREATE INDEX events_by_words ON events USING gin (calendar_id, to_tsvector('simple', words)) WHERE words IS NOT NULL;
-- squawk-ignore require-concurrent-index-creation
CREATE INDEX events_by_headline ON events USING gin (calendar_id, headline gin_trgm_ops) WHERE headline IS NOT NULL;
-- squawk-ignore require-concurrent-index-creation
CREATE INDEX events_without_words ON events (id) WHERE words IS NULL;

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

-- Events in calendars that this transaction's spaces hold or that are shared with who asks, by their words: those that
-- have all of them, or part of one, or something like them in what they are called. Each with its occurrence that is
-- nearest to `present`. Under row-level security none of these operators could use its index.
CREATE FUNCTION search_events(
    asking uuid, session uuid, chosen uuid [], query text, pattern text, phrase text, present timestamptz,
    after_score double precision, after_id uuid, many integer
) RETURNS TABLE (
    event_id uuid, calendar_id uuid, name text, uid text, kind text, summary text, place text, is_all_day boolean,
    recurrence_id text, starts_at timestamptz, ends_at timestamptz, local_start timestamp, local_end timestamp,
    is_busy boolean, score double precision
)
-- 0.5: one letter left out of seven is still found.
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp SET pg_trgm.word_similarity_threshold = '0.5'
BEGIN ATOMIC
    WITH mine AS (
        SELECT c.id
        FROM sessions AS s
        JOIN people AS p ON p.id = s.person_id AND p.is_active
        JOIN calendars AS c
            ON c.space_id = ANY (current_spaces())
            OR EXISTS (
                SELECT FROM calendar_shares AS h
                WHERE h.calendar_id = c.id AND h.person_id = p.id AND h.access IN ('read', 'write')
            )
        WHERE s.id = session AND s.person_id = asking AND s.revoked_at IS NULL AND s.expires_at > now()
            AND (chosen IS NULL OR c.id = ANY (chosen))
    ),
    found AS (
        SELECT e.id, e.calendar_id, e.name, e.uid, e.kind, e.summary, e.place, e.is_all_day,
            round((
                (to_tsvector('simple', e.words) @@ to_tsquery('simple', query))::integer
                + word_similarity(phrase, e.headline)
            )::numeric, 4)::double precision AS score
        FROM events AS e
        WHERE e.calendar_id = ANY (ARRAY(SELECT mine.id FROM mine)) AND e.kind = 'VEVENT'
            AND e.words IS NOT NULL AND e.headline IS NOT NULL
            AND (
                to_tsvector('simple', e.words) @@ to_tsquery('simple', query)
                OR e.headline LIKE pattern
                OR phrase <% e.headline
            )
    )
    SELECT f.id, f.calendar_id, f.name, f.uid, f.kind, f.summary, f.place, f.is_all_day,
        o.recurrence_id, o.starts_at, o.ends_at, o.local_start, o.local_end, o.is_busy, f.score
    FROM found AS f
    CROSS JOIN LATERAL (
        SELECT o.recurrence_id, o.starts_at, o.ends_at, o.local_start, o.local_end, o.is_busy
        FROM occurrences AS o
        WHERE o.event_id = f.id
        ORDER BY o.ends_at < present, abs(extract(EPOCH FROM o.starts_at - present)), o.recurrence_id
        LIMIT 1
    ) AS o
    WHERE after_id IS NULL OR (f.score, f.id) < (after_score, after_id)
    ORDER BY f.score DESC, f.id DESC
    LIMIT many;
END;

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

-- Events whose index ends too soon, was reckoned with other time zones, or that have no words yet: those that the
-- worker writes anew.
CREATE OR REPLACE FUNCTION list_events_to_extend(due timestamptz, its_tzdata text, many integer)
RETURNS TABLE (id uuid, space_id uuid)
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp
BEGIN ATOMIC
    SELECT e.id, e.space_id FROM events AS e WHERE e.extend_at IS NOT NULL AND e.extend_at < due
    UNION
    SELECT e.id, e.space_id FROM events AS e WHERE e.tzdata < its_tzdata OR e.tzdata > its_tzdata
    UNION
    SELECT e.id, e.space_id FROM events AS e WHERE e.words IS NULL
    LIMIT many;
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
