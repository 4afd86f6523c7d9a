-- safe while the old version runs: yes; it adds a column that the old version neither reads nor writes.
-- A deadline that can't be kept is tried again later, and not before all others, at every look.

ALTER TABLE meetings ADD COLUMN deadline_rests_until timestamptz;

CREATE OR REPLACE FUNCTION meetings_past_deadline(at_time timestamptz, many integer)
RETURNS TABLE (id uuid, space_id uuid)
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp
BEGIN ATOMIC
    SELECT m.id, m.space_id FROM meetings AS m
    WHERE m.deadline <= at_time AND m.deadline IS NOT NULL AND m.deadline_kept_at IS NULL
        AND m.cancelled_at IS NULL AND m.opened_at IS NOT NULL
        AND (m.deadline_rests_until IS NULL OR m.deadline_rests_until <= at_time)
    ORDER BY m.deadline
    LIMIT many;
END;
