-- safe while the old version runs: yes; it replaces a function by one of the same form.
-- Where a calendar had nothing in the span, its empty row counted as a time without end: who had an empty calendar was
-- busy always. Only occurrences make busy.

CREATE OR REPLACE FUNCTION busy_times(
    asking uuid, session uuid, whose uuid [], since timestamptz, until timestamptz
) RETURNS TABLE (
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
            range_agg(tstzrange(o.starts_at, o.ends_at))
                FILTER (WHERE o.event_id IS NOT NULL AND o.local_start IS NULL)
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
