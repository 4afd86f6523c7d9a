-- safe while the old version runs: yes; it only adds a gate.

-- One object in a calendar of somebody's own space, for them alone, in one round trip: calendar programs read single
-- objects more often than anything else. As `enter_as_person` it asks whether the session still holds.
CREATE FUNCTION find_own_object(person uuid, session uuid, of_slug text, called text) RETURNS TABLE (
    id uuid, space_id uuid, calendar_id uuid, name text, uid text, kind text, object bytea, etag text,
    changed_in bigint, created_at timestamptz, changed_at timestamptz, version bigint
)
-- plpgsql keeps its plan for as long as a connection lives.
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
#variable_conflict use_column
BEGIN
    RETURN QUERY
    SELECT
        e.id, e.space_id, e.calendar_id, e.name, e.uid, e.kind, e.object, e.etag, e.changed_in, e.created_at,
        e.changed_at, e.version
    FROM sessions AS s
    JOIN people AS p ON p.id = s.person_id AND p.is_active
    JOIN calendars AS c ON c.space_id = p.space_id
    JOIN events AS e ON e.calendar_id = c.id
    WHERE s.id = session AND s.person_id = person AND s.revoked_at IS NULL AND s.expires_at > now()
    AND c.slug = of_slug AND e.name = called;
END $$;
ALTER FUNCTION find_own_object(uuid, uuid, text, text) OWNER TO kalends_gate;
REVOKE ALL ON FUNCTION find_own_object(uuid, uuid, text, text) FROM PUBLIC;
GRANT EXECUTE ON FUNCTION find_own_object(uuid, uuid, text, text) TO kalends_app;

-- What changed in a calendar of somebody's own space after a token, oldest first, at most so many; and the calendar. For
-- them alone and in one round trip, since programs ask this every few minutes and after each change.
CREATE POLICY gate ON calendar_changes TO kalends_gate USING (true);
GRANT SELECT ON calendar_changes TO kalends_gate;
CREATE FUNCTION find_own_changes(person uuid, session uuid, of_slug text, since bigint, most bigint) RETURNS TABLE (
    id uuid, space_id uuid, slug text, name text, description text, color text, zone text, "position" bigint,
    visibility text, is_default boolean, sync_token bigint, created_at timestamptz, version bigint, components text [],
    names text [], tokens bigint [], etags text []
)
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
#variable_conflict use_column
BEGIN
    RETURN QUERY
    SELECT
        c.id, c.space_id, c.slug, c.name, c.description, c.color, c.zone, c.position, c.visibility, c.is_default,
        c.sync_token, c.created_at, c.version, c.components, f.names, f.tokens, f.etags
    FROM sessions AS s
    JOIN people AS p ON p.id = s.person_id AND p.is_active
    JOIN memberships AS m ON m.person_id = p.id AND m.space_id = p.space_id AND m.role = 'owner'
    JOIN calendars AS c ON c.space_id = p.space_id
    CROSS JOIN LATERAL (
        SELECT
            array_agg(h.name ORDER BY h.sync_token) AS names, array_agg(h.sync_token ORDER BY h.sync_token) AS tokens,
            array_agg(h.etag ORDER BY h.sync_token) AS etags
        FROM (
            SELECT g.name, g.sync_token, g.etag FROM calendar_changes AS g
            WHERE g.calendar_id = c.id AND g.sync_token > since AND g.sync_token <= c.sync_token
            ORDER BY g.sync_token
            LIMIT most
        ) AS h
    ) AS f
    WHERE s.id = session AND s.person_id = person AND s.revoked_at IS NULL AND s.expires_at > now()
    AND c.slug = of_slug;
END $$;
ALTER FUNCTION find_own_changes(uuid, uuid, text, bigint, bigint) OWNER TO kalends_gate;
REVOKE ALL ON FUNCTION find_own_changes(uuid, uuid, text, bigint, bigint) FROM PUBLIC;
GRANT EXECUTE ON FUNCTION find_own_changes(uuid, uuid, text, bigint, bigint) TO kalends_app;
