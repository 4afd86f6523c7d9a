-- safe while the old version runs: yes; it adds columns that the old version does not write, and are not needed.
-- What each component of an object is called and where it is, beside its template: lists show an occurrence by what its
-- override says, not by what its series does. Where they are not written yet, the series speaks for all.

ALTER TABLE events ADD COLUMN summaries text [], ADD COLUMN places text [];

-- Loads the library that knows the parameter which the function sets: until then only a superuser may name it.
DO $$ BEGIN PERFORM show_limit(); END $$;

-- Events in calendars that this transaction's spaces hold or that are shared with who asks, by their words: those that
-- have all of them, or part of one, or something like them in what they are called. Each with its occurrence that is
-- nearest to `present`. Under row-level security none of these operators could use its index.
--
-- A word may be in every event of a calendar, and likeness takes long to reckon: so of those that have all words the
-- thousand that are nearest in time are ranked; and likeness, which ranks lower, is looked for where there are fewer,
-- up to a thousand as they come.
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
    WITH person AS (
        SELECT p.id
        FROM sessions AS s
        JOIN people AS p ON p.id = s.person_id AND p.is_active
        WHERE s.id = session AND s.person_id = asking AND s.revoked_at IS NULL AND s.expires_at > now()
    ),
    mine AS (
        SELECT c.id FROM person CROSS JOIN calendars AS c
        WHERE c.space_id = ANY (current_spaces()) AND (chosen IS NULL OR c.id = ANY (chosen))
        UNION
        SELECT h.calendar_id FROM person JOIN calendar_shares AS h ON h.person_id = person.id
        WHERE h.access IN ('read', 'write') AND (chosen IS NULL OR h.calendar_id = ANY (chosen))
    ),
    exact AS (
        SELECT w.event_id, w.headline
        FROM event_words AS w
        WHERE w.calendar_id = ANY (ARRAY(SELECT mine.id FROM mine)) AND w.words @@ to_tsquery('simple', query)
        -- How far away it begins, or ended; what goes on is nearest. Either may be null, which is passed over.
        ORDER BY greatest(w.starts_at - present, present - w.ends_at), w.event_id
        LIMIT 1000
    ),
    alike AS (
        SELECT w.event_id, w.headline
        FROM event_words AS w
        WHERE (SELECT count(*) FROM exact) < 1000
            AND w.calendar_id = ANY (ARRAY(SELECT mine.id FROM mine))
            AND (w.headline LIKE pattern OR phrase <% w.headline)
            AND NOT w.words @@ to_tsquery('simple', query)
        LIMIT 1000
    ),
    found AS (
        SELECT g.event_id,
            round((g.exactness + word_similarity(phrase, g.headline))::numeric, 4)::double precision AS score
        FROM (
            SELECT x.event_id, x.headline, 1 AS exactness FROM exact AS x
            UNION ALL
            SELECT a.event_id, a.headline, 0 FROM alike AS a
        ) AS g
    )
    -- The best of them first: only for these is it asked when they take place. A series that begins beyond the index
    -- has nothing there yet; its start is kept 14 hours early.
    SELECT e.id, e.calendar_id, e.name, e.uid, e.kind, coalesce(e.summaries[o.template + 1], e.summary),
        coalesce(e.places[o.template + 1], e.place), e.is_all_day, coalesce(o.recurrence_id, ''),
        coalesce(o.starts_at, e.starts_at + interval '14 hours'),
        coalesce(o.ends_at, e.starts_at + interval '14 hours'),
        o.local_start, o.local_end, coalesce(o.is_busy, true), f.score
    FROM (
        SELECT g.* FROM found AS g
        WHERE after_id IS NULL OR (g.score, g.event_id) < (after_score, after_id)
        ORDER BY g.score DESC, g.event_id DESC
        LIMIT many
    ) AS f
    JOIN events AS e ON e.id = f.event_id
    LEFT JOIN LATERAL (
        SELECT o.recurrence_id, o.starts_at, o.ends_at, o.local_start, o.local_end, o.is_busy, o.template
        FROM occurrences AS o
        WHERE o.event_id = f.event_id
        ORDER BY o.ends_at < present, abs(extract(EPOCH FROM o.starts_at - present)), o.recurrence_id
        LIMIT 1
    ) AS o ON true
    ORDER BY f.score DESC, f.event_id DESC;
END;
ALTER FUNCTION search_events(
    uuid, uuid, uuid [], text, text, text, timestamptz, double precision, uuid, integer
) OWNER TO kalends_gate;
REVOKE ALL ON FUNCTION search_events(
    uuid, uuid, uuid [], text, text, text, timestamptz, double precision, uuid, integer
) FROM PUBLIC;
GRANT EXECUTE ON FUNCTION search_events(
    uuid, uuid, uuid [], text, text, text, timestamptz, double precision, uuid, integer
) TO kalends_app;
