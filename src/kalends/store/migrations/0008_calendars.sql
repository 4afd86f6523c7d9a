-- safe while the old version runs: yes; it only adds tables and gates, and the old version knows none of them.
-- Calendars: whose they are, who else may see them, what is in them, when that takes place, and what changed.

CREATE TABLE calendars (
    id uuid PRIMARY KEY,
    space_id uuid NOT NULL REFERENCES spaces (id) ON DELETE CASCADE,
    -- The last part of its address.
    slug text NOT NULL,
    name text NOT NULL,
    description text NOT NULL DEFAULT '',
    color text NOT NULL DEFAULT '',
    zone text NOT NULL,
    position bigint NOT NULL DEFAULT 0,
    -- Who, besides those it is shared with, may learn when its owner is busy: nobody, or members of their organisations.
    visibility text NOT NULL DEFAULT 'busy',
    -- Where invitations go; a space has one at most.
    is_default boolean NOT NULL DEFAULT false,
    -- One more with each change of an object in it, under the row's lock: dense, and in the order of commits.
    sync_token bigint NOT NULL DEFAULT 0,
    created_at timestamptz NOT NULL DEFAULT now(),
    version bigint NOT NULL DEFAULT 1,
    CONSTRAINT a_slug_is_one_calendar_in_a_space UNIQUE (space_id, slug),
    CONSTRAINT a_calendar_has_a_name CHECK (length(name) BETWEEN 1 AND 200),
    CONSTRAINT a_calendar_is_private_or_shows_when_busy CHECK (visibility IN ('private', 'busy')),
    CONSTRAINT a_calendar_is_in_one_space UNIQUE (id, space_id)
);
-- squawk-ignore require-concurrent-index-creation
CREATE UNIQUE INDEX a_space_has_one_default_calendar ON calendars (space_id) WHERE is_default;

CREATE TABLE calendar_shares (
    calendar_id uuid NOT NULL,
    space_id uuid NOT NULL,
    person_id uuid NOT NULL REFERENCES people (id) ON DELETE CASCADE,
    access text NOT NULL,
    created_at timestamptz NOT NULL DEFAULT now(),
    CONSTRAINT a_calendar_is_shared_with_a_person_once PRIMARY KEY (calendar_id, person_id),
    CONSTRAINT a_share_is_in_the_space_of_its_calendar
    FOREIGN KEY (calendar_id, space_id) REFERENCES calendars (id, space_id) ON DELETE CASCADE,
    CONSTRAINT a_share_is_of_a_known_kind CHECK (access IN ('busy', 'read', 'write'))
);
CREATE INDEX shares_with_a_person ON calendar_shares (person_id);

-- One row an object: an event with all its overrides, a to-do, a journal entry.
CREATE TABLE events (
    id uuid PRIMARY KEY,
    space_id uuid NOT NULL,
    calendar_id uuid NOT NULL,
    -- The last part of the object's address, as the client chose it.
    name text NOT NULL,
    uid text NOT NULL,
    kind text NOT NULL,
    -- What the client sent, byte for byte; its ETag is made of it.
    object bytea NOT NULL,
    etag text NOT NULL,
    -- What we ask about, read from the object when it was written.
    summary text NOT NULL DEFAULT '',
    place text NOT NULL DEFAULT '',
    is_all_day boolean NOT NULL,
    is_recurring boolean NOT NULL,
    zone text,
    -- From the first occurrence to the end of the last; null where there is no first, or no last.
    starts_at timestamptz,
    ends_at timestamptz,
    -- Its occurrences from one to the other are in the index; null where all there are are.
    indexed_from timestamptz,
    indexed_until timestamptz,
    -- When the index is to be written anew, to reach farther.
    extend_at timestamptz,
    -- The version of the time zones' database that they were reckoned with.
    tzdata text NOT NULL,
    -- Each component as text with its times cut out, so that an occurrence is put together, not parsed.
    templates text [] NOT NULL,
    -- The calendar's sync token of its last change.
    changed_in bigint NOT NULL,
    created_at timestamptz NOT NULL DEFAULT now(),
    changed_at timestamptz NOT NULL DEFAULT now(),
    version bigint NOT NULL DEFAULT 1,
    CONSTRAINT an_event_is_in_the_space_of_its_calendar
    FOREIGN KEY (calendar_id, space_id) REFERENCES calendars (id, space_id) ON DELETE CASCADE,
    CONSTRAINT a_name_is_one_object_in_a_calendar UNIQUE (calendar_id, name),
    CONSTRAINT a_uid_is_one_object_in_a_calendar UNIQUE (calendar_id, uid),
    CONSTRAINT an_object_is_of_a_known_kind CHECK (kind IN ('VEVENT', 'VTODO', 'VJOURNAL', 'VFREEBUSY')),
    CONSTRAINT an_event_is_in_one_calendar UNIQUE (id, calendar_id, space_id)
);
-- Those whose index ends, for what asks beyond it.
CREATE INDEX events_indexed_in_part ON events (calendar_id, indexed_until) WHERE indexed_until IS NOT NULL;
CREATE INDEX events_to_extend ON events (extend_at) WHERE extend_at IS NOT NULL;
CREATE INDEX events_by_tzdata ON events (tzdata);

CREATE TABLE occurrences (
    space_id uuid NOT NULL,
    calendar_id uuid NOT NULL,
    event_id uuid NOT NULL,
    -- Which occurrence it is: its time by the rule, also where an override moves it; empty where nothing recurs.
    recurrence_id text NOT NULL,
    -- Days and floating times begin and end elsewhere at other instants: they are kept 14 hours wider than in UTC, as
    -- no zone is farther away, and looked at again in the reader's zone.
    starts_at timestamptz NOT NULL,
    ends_at timestamptz NOT NULL,
    -- squawk-ignore prefer-timestamp-tz
    local_start timestamp,
    -- squawk-ignore prefer-timestamp-tz
    local_end timestamp,
    is_busy boolean NOT NULL,
    template bigint NOT NULL,
    PRIMARY KEY (event_id, recurrence_id),
    CONSTRAINT an_occurrence_is_of_an_event_in_its_calendar
    FOREIGN KEY (event_id, calendar_id, space_id) REFERENCES events (id, calendar_id, space_id) ON DELETE CASCADE,
    CONSTRAINT an_occurrence_does_not_end_before_it_starts CHECK (starts_at <= ends_at),
    CONSTRAINT an_occurrence_has_both_local_times_or_none CHECK ((local_start IS NULL) = (local_end IS NULL))
);
-- Asked with starts_at < its end AND ends_at > its start, which row-level security lets an index answer.
CREATE INDEX occurrences_in_time ON occurrences USING gist (calendar_id, starts_at, ends_at);

-- The last change of each name that is or was in a calendar, so that what changed since a token is one range.
CREATE TABLE calendar_changes (
    calendar_id uuid NOT NULL,
    space_id uuid NOT NULL,
    name text NOT NULL,
    sync_token bigint NOT NULL,
    -- The object's, so that this table alone answers; null: it was removed.
    etag text,
    PRIMARY KEY (calendar_id, name),
    CONSTRAINT a_change_is_in_the_space_of_its_calendar
    FOREIGN KEY (calendar_id, space_id) REFERENCES calendars (id, space_id) ON DELETE CASCADE,
    CONSTRAINT a_token_is_one_change_of_a_calendar UNIQUE (calendar_id, sync_token)
);

-- The walls.
DO $$
DECLARE walled text;
BEGIN
    FOREACH walled IN ARRAY ARRAY['calendars', 'calendar_shares', 'events', 'occurrences', 'calendar_changes'] LOOP
        EXECUTE format('ALTER TABLE %I ENABLE ROW LEVEL SECURITY', walled);
        EXECUTE format('ALTER TABLE %I FORCE ROW LEVEL SECURITY', walled);
        EXECUTE format(
            'CREATE POLICY own_spaces ON %I USING (space_id = ANY ((SELECT current_spaces())::uuid[]))', walled
        );
        EXECUTE format('GRANT SELECT, INSERT, UPDATE, DELETE ON %I TO kalends_app', walled);
    END LOOP;
END $$;

-- The gates.
CREATE POLICY gate ON calendars TO kalends_gate USING (true);
CREATE POLICY gate ON calendar_shares TO kalends_gate USING (true);
CREATE POLICY gate ON events TO kalends_gate USING (true);
CREATE POLICY gate ON occurrences TO kalends_gate USING (true);
GRANT SELECT ON calendars, calendar_shares, events, occurrences TO kalends_gate;

-- Opens the walls of a transaction further, for someone signed in with whom a calendar of another space is shared to
-- look into. Who may only learn when its owner is busy is not let in.
CREATE FUNCTION enter_shared_calendar(person uuid, session uuid, calendar uuid) RETURNS TABLE (access text)
LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
#variable_conflict use_column
DECLARE found record;
BEGIN
    SELECT h.space_id, h.access INTO found
    FROM sessions AS s
    JOIN people AS p ON p.id = s.person_id AND p.is_active
    JOIN calendar_shares AS h ON h.calendar_id = calendar AND h.person_id = p.id AND h.access IN ('read', 'write')
    WHERE s.id = session AND s.person_id = person AND s.revoked_at IS NULL AND s.expires_at > now();
    IF found.space_id IS NOT NULL THEN
        PERFORM set_config('kalends.spaces', (current_spaces() || found.space_id)::text, true);
        access := found.access;
        RETURN NEXT;
    END IF;
END $$;

-- The calendars of other spaces that are shared with someone signed in to look into.
CREATE FUNCTION list_shared_calendars(person uuid, session uuid) RETURNS TABLE (calendar_id uuid, access text)
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp
BEGIN ATOMIC
    SELECT h.calendar_id, h.access
    FROM sessions AS s
    JOIN people AS p ON p.id = s.person_id AND p.is_active
    JOIN calendar_shares AS h ON h.person_id = p.id AND h.access IN ('read', 'write')
    WHERE s.id = session AND s.person_id = person AND s.revoked_at IS NULL AND s.expires_at > now()
    ORDER BY h.created_at, h.calendar_id;
END;

-- When people are busy, of those whom this transaction may ask about: a calendar is shared with who asks, it is in a
-- space that they are in, or its owner lets members of their organisations know. Times and nothing else, merged and cut
-- to the span. Local times, which mean the zone of whose calendar it is, come as they are.
CREATE FUNCTION busy_times(asking uuid, session uuid, whose uuid [], since timestamptz, until timestamptz)
RETURNS TABLE (
    person_id uuid, zone text, starts timestamptz [], ends timestamptz [],
    local_starts timestamp [], local_ends timestamp []
)
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp
BEGIN ATOMIC
    SELECT b.id, b.zone,
        ARRAY(SELECT lower(r) FROM unnest(b.busy) AS r), ARRAY(SELECT upper(r) FROM unnest(b.busy) AS r),
        coalesce(b.local_starts, '{}'), coalesce(b.local_ends, '{}')
    FROM (
        SELECT p.id, p.zone,
            range_agg(tstzrange(o.starts_at, o.ends_at)) FILTER (WHERE o.local_start IS NULL)
            * tstzmultirange(tstzrange(since, until)) AS busy,
            array_agg(o.local_start) FILTER (WHERE o.local_start IS NOT NULL) AS local_starts,
            array_agg(o.local_end) FILTER (WHERE o.local_start IS NOT NULL) AS local_ends
        FROM sessions AS s
        JOIN people AS p ON p.id = ANY (whose)
        JOIN calendars AS c ON c.space_id = p.space_id
        LEFT JOIN occurrences AS o
            ON o.calendar_id = c.id AND o.starts_at < until AND o.ends_at > since AND o.is_busy
        WHERE s.id = session AND s.person_id = asking AND s.revoked_at IS NULL AND s.expires_at > now()
        AND (
            c.space_id = ANY (current_spaces())
            OR EXISTS (SELECT FROM calendar_shares AS h WHERE h.calendar_id = c.id AND h.person_id = asking)
            OR (
                c.visibility = 'busy' AND EXISTS (
                    SELECT FROM memberships AS theirs
                    WHERE theirs.person_id = p.id AND theirs.space_id = ANY (current_spaces())
                )
            )
        )
        GROUP BY p.id
    ) AS b;
END;

-- Events whose index ends too soon, or was reckoned with other time zones: those that the worker writes anew.
CREATE FUNCTION list_events_to_extend(due timestamptz, its_tzdata text, many integer)
RETURNS TABLE (id uuid, space_id uuid)
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp
BEGIN ATOMIC
    SELECT e.id, e.space_id FROM events AS e WHERE e.extend_at IS NOT NULL AND e.extend_at < due
    UNION
    SELECT e.id, e.space_id FROM events AS e WHERE e.tzdata < its_tzdata OR e.tzdata > its_tzdata
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
