-- safe while the old version runs: yes; it only adds tables and gates. What the old version keeps notes no use of a file,
-- which the next write of that object does; a file is kept for a day without any.
-- RFC 8607: files that events carry, and which events carry them.

CREATE TABLE attachments (
    id uuid PRIMARY KEY,
    -- Whose room it takes: that of the calendar it was added in.
    space_id uuid NOT NULL REFERENCES spaces (id) ON DELETE CASCADE,
    -- The event that it was sent for. No reference: it may be removed and brought back.
    event_id uuid NOT NULL,
    name text NOT NULL,
    media_type text NOT NULL,
    -- Null while the file is still coming.
    size bigint,
    etag text NOT NULL DEFAULT '',
    created_at timestamptz NOT NULL DEFAULT now(),
    CONSTRAINT an_attachment_is_in_one_space UNIQUE (id, space_id),
    CONSTRAINT an_attachment_has_a_name CHECK (length(name) BETWEEN 1 AND 255)
);
CREATE INDEX attachments_of_a_space ON attachments (space_id);

-- The content, so that neither side ever holds more than a piece.
CREATE TABLE attachment_pieces (
    attachment_id uuid NOT NULL,
    space_id uuid NOT NULL,
    number bigint NOT NULL,
    content bytea NOT NULL,
    PRIMARY KEY (attachment_id, number),
    CONSTRAINT a_piece_is_in_the_space_of_its_attachment
    FOREIGN KEY (attachment_id, space_id) REFERENCES attachments (id, space_id) ON DELETE CASCADE
);
-- Pictures and archives are compressed already.
ALTER TABLE attachment_pieces ALTER COLUMN content SET STORAGE EXTERNAL;

-- An event that names a file; in another space too, where somebody is asked to it or has copied it. No reference to the
-- event: what is removed may be brought back, by undoing.
CREATE TABLE attachment_uses (
    event_id uuid NOT NULL,
    attachment_id uuid NOT NULL REFERENCES attachments (id) ON DELETE CASCADE,
    -- Of the event.
    space_id uuid NOT NULL REFERENCES spaces (id) ON DELETE CASCADE,
    -- Since when the event names it no more, or is no more.
    gone_since timestamptz,
    PRIMARY KEY (event_id, attachment_id)
);
CREATE INDEX uses_of_an_attachment ON attachment_uses (attachment_id);
CREATE INDEX uses_in_a_space ON attachment_uses (space_id);

-- The walls.
DO $$
DECLARE walled text;
BEGIN
    FOREACH walled IN ARRAY ARRAY['attachments', 'attachment_pieces', 'attachment_uses'] LOOP
        EXECUTE format('ALTER TABLE %I ENABLE ROW LEVEL SECURITY', walled);
        EXECUTE format('ALTER TABLE %I FORCE ROW LEVEL SECURITY', walled);
        EXECUTE format(
            'CREATE POLICY own_spaces ON %I USING (space_id = ANY ((SELECT current_spaces())::uuid[]))', walled
        );
        EXECUTE format('GRANT SELECT, INSERT, UPDATE, DELETE ON %I TO kalends_app', walled);
    END LOOP;
END $$;

-- The gates.
CREATE POLICY gate ON attachments TO kalends_gate USING (true);
CREATE POLICY gate ON attachment_uses TO kalends_gate USING (true);
GRANT SELECT, UPDATE, DELETE ON attachments, attachment_uses TO kalends_gate;

-- Which of these files somebody signed in may read: an event that they may look into carries it now, or one that they
-- are asked to. The walls of a transaction would show more: all of a space, where one calendar of it is shared.
CREATE FUNCTION readable_attachments(person uuid, session uuid, wanted uuid []) RETURNS TABLE (id uuid)
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp
BEGIN ATOMIC
    SELECT DISTINCT u.attachment_id
    FROM sessions AS s
    JOIN people AS p ON p.id = s.person_id AND p.is_active
    JOIN attachment_uses AS u ON u.attachment_id = ANY (wanted) AND u.gone_since IS NULL
    JOIN events AS e ON e.id = u.event_id
    WHERE s.id = session AND s.person_id = person AND s.revoked_at IS NULL AND s.expires_at > now()
    AND (
        e.space_id = p.space_id
        OR EXISTS (SELECT FROM memberships AS m WHERE m.person_id = p.id AND m.space_id = e.space_id)
        OR EXISTS (
            SELECT FROM calendar_shares AS h
            WHERE h.calendar_id = e.calendar_id AND h.person_id = p.id AND h.access IN ('read', 'write')
        )
        OR EXISTS (
            SELECT FROM invitations AS i
            WHERE i.thing_id = e.id AND i.thing = 'event' AND i.person_id = p.id AND i.method = 'REQUEST'
        )
    );
END;

-- Opens the walls of a transaction further, to the space of a file that somebody signed in may read.
CREATE FUNCTION enter_attachment(person uuid, session uuid, attachment uuid)
RETURNS TABLE (id uuid, space_id uuid, name text, media_type text, size bigint, etag text)
LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
#variable_conflict use_column
BEGIN
    RETURN QUERY
    SELECT a.id, a.space_id, a.name, a.media_type, a.size, a.etag
    FROM attachments AS a JOIN readable_attachments(person, session, ARRAY[attachment]) AS r ON r.id = a.id
    WHERE a.size IS NOT NULL;
    PERFORM set_config('kalends.spaces', (current_spaces() || a.space_id)::text, true)
    FROM attachments AS a JOIN readable_attachments(person, session, ARRAY[attachment]) AS r ON r.id = a.id
    WHERE a.size IS NOT NULL;
END $$;

-- What no event names any more goes after a week, what none ever named after a day.
CREATE FUNCTION prune_attachments() RETURNS bigint
LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
DECLARE unused uuid []; many bigint;
BEGIN
    UPDATE attachment_uses AS u SET gone_since = now()
    WHERE u.gone_since IS NULL AND NOT EXISTS (SELECT FROM events AS e WHERE e.id = u.event_id);
    DELETE FROM attachment_uses AS u WHERE u.gone_since < now() - interval '7 days';
    unused := ARRAY(
        SELECT a.id FROM attachments AS a
        WHERE a.created_at < now() - interval '1 day'
        AND NOT EXISTS (SELECT FROM attachment_uses AS u WHERE u.attachment_id = a.id)
        LIMIT 500 FOR UPDATE SKIP LOCKED
    );
    -- Whoever began to use one waits for our lock, or was done before it: this statement sees that.
    DELETE FROM attachments AS a
    WHERE a.id = ANY (unused) AND NOT EXISTS (SELECT FROM attachment_uses AS u WHERE u.attachment_id = a.id);
    GET DIAGNOSTICS many = ROW_COUNT;
    RETURN many;
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
