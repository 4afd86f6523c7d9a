-- safe while the old version runs: yes; it adds columns with constant or stable defaults, a table and functions.
-- How meetings are decided: who must come and who counts how much, quorums, deadlines, drafts, weekly meetings, what
-- early and late hours people have borne; and meetings of organisers without an account.

ALTER TABLE meetings
ADD COLUMN opened_at timestamptz DEFAULT now(), -- null: a draft
ADD COLUMN weeks bigint NOT NULL DEFAULT 1,
ADD COLUMN quorum bigint NOT NULL DEFAULT 0,
-- Heads by the name of a group of participants.
ADD COLUMN group_quorums jsonb NOT NULL DEFAULT '{}',
ADD COLUMN deadline timestamptz,
ADD COLUMN books_at_deadline boolean NOT NULL DEFAULT false,
-- When the worker had done what a deadline asks for; null again when the deadline moves.
ADD COLUMN deadline_kept_at timestamptz,
ADD COLUMN buffer_before interval NOT NULL DEFAULT '0',
ADD COLUMN buffer_after interval NOT NULL DEFAULT '0',
ADD COLUMN visibility text NOT NULL DEFAULT 'open',
ADD COLUMN takes_if_need_be boolean NOT NULL DEFAULT true;

ALTER TABLE meetings
ADD CONSTRAINT a_meeting_repeats_for_a_year_at_most CHECK (weeks BETWEEN 1 AND 53) NOT VALID,
ADD CONSTRAINT a_quorum_is_a_number_of_heads CHECK (quorum >= 0) NOT VALID,
ADD CONSTRAINT answers_are_open_or_blind CHECK (visibility IN ('open', 'blind')) NOT VALID,
ADD CONSTRAINT a_buffer_is_a_day_at_most CHECK (
    buffer_before BETWEEN interval '0' AND interval '1 day' AND buffer_after BETWEEN interval '0' AND interval '1 day'
) NOT VALID,
ADD CONSTRAINT only_a_deadline_books CHECK (deadline IS NOT NULL OR NOT books_at_deadline) NOT VALID;

ALTER TABLE participants
ADD COLUMN is_required boolean NOT NULL DEFAULT false,
ADD COLUMN weight bigint NOT NULL DEFAULT 1,
ADD COLUMN group_name text;

ALTER TABLE participants
ADD CONSTRAINT a_weight_is_0_to_100 CHECK (weight BETWEEN 0 AND 100) NOT VALID,
ADD CONSTRAINT a_group_has_a_name CHECK (length(group_name) BETWEEN 1 AND 100) NOT VALID;

-- What those who attend a booked meeting bear by it: square seconds outside their working hours. Nothing is no row.
CREATE TABLE burdens (
    meeting_id uuid NOT NULL REFERENCES bookings (meeting_id) ON DELETE CASCADE,
    participant_id uuid NOT NULL,
    space_id uuid NOT NULL,
    discomfort bigint NOT NULL,
    PRIMARY KEY (meeting_id, participant_id),
    CONSTRAINT a_burden_is_a_participants
    FOREIGN KEY (participant_id, meeting_id, space_id) REFERENCES participants (id, meeting_id, space_id)
    ON DELETE CASCADE,
    CONSTRAINT a_burden_weighs_something CHECK (discomfort > 0)
);
CREATE INDEX burdens_of_a_participant ON burdens (participant_id);
ALTER TABLE burdens ENABLE ROW LEVEL SECURITY;
ALTER TABLE burdens FORCE ROW LEVEL SECURITY;
CREATE POLICY own_spaces ON burdens USING (space_id = ANY ((SELECT current_spaces())::uuid[]));
GRANT SELECT, INSERT, DELETE ON burdens TO kalends_app;

-- A meeting proposed without an account lives in a space of its own, which nobody is a member of.
-- The next statement puts a wider one in its place.
-- squawk-ignore ban-drop-constraint
ALTER TABLE spaces DROP CONSTRAINT a_space_is_personal_or_an_organisation;
ALTER TABLE spaces
ADD CONSTRAINT a_space_is_personal_an_organisation_or_a_guests
CHECK (kind IN ('personal', 'organisation', 'guest')) NOT VALID;

CREATE POLICY gate ON meetings TO kalends_gate USING (true);
CREATE POLICY gate ON meeting_windows TO kalends_gate USING (true);
GRANT SELECT ON meetings, meeting_windows TO kalends_gate;

-- Open meetings whose deadline has passed and whose worker has not been there yet, in all spaces.
CREATE FUNCTION meetings_past_deadline(at_time timestamptz, many integer) RETURNS TABLE (id uuid, space_id uuid)
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp
BEGIN ATOMIC
    SELECT m.id, m.space_id FROM meetings AS m
    WHERE m.deadline <= at_time AND m.deadline IS NOT NULL AND m.deadline_kept_at IS NULL
        AND m.cancelled_at IS NULL AND m.opened_at IS NOT NULL
    ORDER BY m.deadline
    LIMIT many;
END;
ALTER FUNCTION meetings_past_deadline(timestamptz, integer) OWNER TO kalends_gate;
REVOKE ALL ON FUNCTION meetings_past_deadline(timestamptz, integer) FROM PUBLIC;
GRANT EXECUTE ON FUNCTION meetings_past_deadline(timestamptz, integer) TO kalends_app;

-- A guest's space goes with its meeting, a quarter of a year after the last time that was on offer: nobody has an
-- account by which to remove it.
CREATE FUNCTION prune_guest_spaces() RETURNS bigint
LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
DECLARE pruned bigint;
BEGIN
    DELETE FROM spaces AS s
    WHERE s.kind = 'guest' AND s.created_at < now() - interval '90 days' AND NOT EXISTS (
        SELECT FROM meetings AS m JOIN meeting_windows AS w ON w.meeting_id = m.id
        WHERE m.space_id = s.id AND w.ends_at + (m.weeks - 1) * interval '7 days' > now() - interval '90 days'
    );
    GET DIAGNOSTICS pruned = ROW_COUNT;
    RETURN pruned;
END $$;
ALTER FUNCTION prune_guest_spaces() OWNER TO kalends_gate;
REVOKE ALL ON FUNCTION prune_guest_spaces() FROM PUBLIC;
GRANT EXECUTE ON FUNCTION prune_guest_spaces() TO kalends_app;
