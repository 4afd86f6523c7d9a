-- safe while the old version runs: yes; it adds columns that the old version does not write, and are not needed.
-- What each component of an object is called and where it is, beside its template: lists show an occurrence by what its
-- override says, not by what its series does. Where they are not written yet, the series speaks for all.

ALTER TABLE events ADD COLUMN summaries text [], ADD COLUMN places text [];

-- Loads the library that knows the parameter which the function sets: until then only a superuser may name it.
DO $$ BEGIN PERFORM show_limit(); END $$;

CREATE OR REPLACE FUNCTION search_events(
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
        SELECT e.id, e.calendar_id, e.name, e.uid, e.kind, e.summary, e.place, e.is_all_day, e.summaries,
            e.places, e.starts_at,
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
    -- The best of them first: only for these is it asked when they take place. A series that begins beyond the index
    -- has nothing there yet; its start is kept 14 hours early.
    SELECT f.id, f.calendar_id, f.name, f.uid, f.kind, coalesce(f.summaries[o.template + 1], f.summary),
        coalesce(f.places[o.template + 1], f.place), f.is_all_day, coalesce(o.recurrence_id, ''),
        coalesce(o.starts_at, f.starts_at + interval '14 hours'),
        coalesce(o.ends_at, f.starts_at + interval '14 hours'),
        o.local_start, o.local_end, coalesce(o.is_busy, true), f.score
    FROM (
        SELECT g.* FROM found AS g
        WHERE after_id IS NULL OR (g.score, g.id) < (after_score, after_id)
        ORDER BY g.score DESC, g.id DESC
        LIMIT many
    ) AS f
    LEFT JOIN LATERAL (
        SELECT o.recurrence_id, o.starts_at, o.ends_at, o.local_start, o.local_end, o.is_busy, o.template
        FROM occurrences AS o
        WHERE o.event_id = f.id
        ORDER BY o.ends_at < present, abs(extract(EPOCH FROM o.starts_at - present)), o.recurrence_id
        LIMIT 1
    ) AS o ON true
    ORDER BY f.score DESC, f.id DESC;
END;
