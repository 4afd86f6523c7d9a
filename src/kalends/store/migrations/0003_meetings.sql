-- safe while the old version runs: yes; it only adds tables, and the old version knows none of them.
-- Meetings: what is on offer, who takes part, what they answered, and what was agreed.

CREATE TABLE meetings (
    id uuid PRIMARY KEY,
    space_id uuid NOT NULL REFERENCES spaces (id) ON DELETE CASCADE,
    organiser_id uuid REFERENCES people (id) ON DELETE SET NULL,
    -- As they were called when they proposed it: participants in other spaces may not look people up.
    organiser_name text NOT NULL,
    organiser_email text,
    title text NOT NULL,
    description text NOT NULL DEFAULT '',
    place text NOT NULL DEFAULT '',
    zone text NOT NULL,
    duration interval NOT NULL,
    step interval NOT NULL,
    created_at timestamptz NOT NULL DEFAULT now(),
    cancelled_at timestamptz,
    -- Rises with each change but answers: those count on their participant's row, or a thousand would wait for this one.
    version bigint NOT NULL DEFAULT 1,
    -- Of the invitation; RFC 5546, section 2.1.4.
    sequence bigint NOT NULL DEFAULT 0,
    CONSTRAINT a_meeting_has_a_title CHECK (length(title) BETWEEN 1 AND 200),
    CONSTRAINT a_meeting_lasts_five_minutes_to_a_day CHECK (duration BETWEEN interval '5 minutes' AND interval '1 day'),
    CONSTRAINT a_step_is_one_of_five CHECK (
        step IN (
            interval '5 minutes', interval '10 minutes', interval '15 minutes', interval '30 minutes', interval '1 hour'
        )
    ),
    CONSTRAINT a_meeting_is_in_one_space UNIQUE (id, space_id)
);
CREATE INDEX meetings_of_a_space ON meetings (space_id, id);
CREATE INDEX meetings_of_an_organiser ON meetings (organiser_id);

-- Each window keeps the zone in which it was meant.
CREATE TABLE meeting_windows (
    meeting_id uuid NOT NULL,
    space_id uuid NOT NULL,
    position bigint NOT NULL,
    starts_at timestamptz NOT NULL,
    ends_at timestamptz NOT NULL,
    zone text NOT NULL,
    PRIMARY KEY (meeting_id, position),
    CONSTRAINT a_window_is_in_the_space_of_its_meeting
    FOREIGN KEY (meeting_id, space_id) REFERENCES meetings (id, space_id) ON DELETE CASCADE,
    CONSTRAINT a_window_ends_after_it_starts CHECK (starts_at < ends_at)
);

CREATE TABLE bookings (
    meeting_id uuid NOT NULL,
    space_id uuid NOT NULL,
    starts_at timestamptz NOT NULL,
    ends_at timestamptz NOT NULL,
    booked_by uuid REFERENCES people (id) ON DELETE SET NULL,
    booked_at timestamptz NOT NULL DEFAULT now(),
    CONSTRAINT a_meeting_is_booked_once PRIMARY KEY (meeting_id),
    CONSTRAINT a_booking_is_in_the_space_of_its_meeting
    FOREIGN KEY (meeting_id, space_id) REFERENCES meetings (id, space_id) ON DELETE CASCADE,
    CONSTRAINT a_booking_ends_after_it_starts CHECK (starts_at < ends_at)
);
CREATE INDEX bookings_by_a_person ON bookings (booked_by);

CREATE TABLE participants (
    id uuid PRIMARY KEY,
    space_id uuid NOT NULL,
    meeting_id uuid NOT NULL,
    -- The order in which they came.
    number bigint GENERATED ALWAYS AS IDENTITY,
    name text NOT NULL,
    email text,
    -- As accounts compare addresses.
    email_key text,
    person_id uuid REFERENCES people (id) ON DELETE SET NULL,
    -- The one they answered in; null until we know.
    zone text,
    answered_at timestamptz,
    declined_at timestamptz,
    -- Rises with each answer.
    version bigint NOT NULL DEFAULT 1,
    CONSTRAINT a_participant_is_in_the_space_of_the_meeting
    FOREIGN KEY (meeting_id, space_id) REFERENCES meetings (id, space_id) ON DELETE CASCADE,
    CONSTRAINT a_participant_has_a_name CHECK (length(name) BETWEEN 1 AND 200),
    CONSTRAINT an_address_has_its_key CHECK ((email IS NULL) = (email_key IS NULL)),
    CONSTRAINT an_address_takes_part_once UNIQUE (meeting_id, email_key),
    CONSTRAINT a_person_takes_part_once UNIQUE (meeting_id, person_id),
    CONSTRAINT a_participant_is_in_one_meeting UNIQUE (id, meeting_id, space_id)
);
CREATE INDEX participants_of_a_meeting ON participants (meeting_id, number);
CREATE INDEX participations_of_a_person ON participants (person_id);
CREATE INDEX participations_of_an_address ON participants (email_key);

-- One row an interval, disjoint for each participant; ranges as two columns, since under row-level security
-- PostgreSQL uses an index for plain comparisons only.
CREATE TABLE answers (
    participant_id uuid NOT NULL,
    meeting_id uuid NOT NULL,
    space_id uuid NOT NULL,
    starts_at timestamptz NOT NULL,
    ends_at timestamptz NOT NULL,
    preference text NOT NULL DEFAULT 'yes',
    PRIMARY KEY (participant_id, starts_at),
    CONSTRAINT an_answer_is_a_participants
    FOREIGN KEY (participant_id, meeting_id, space_id) REFERENCES participants (id, meeting_id, space_id)
    ON DELETE CASCADE,
    CONSTRAINT an_answer_ends_after_it_starts CHECK (starts_at < ends_at),
    CONSTRAINT an_answer_is_yes_or_if_need_be CHECK (preference IN ('yes', 'if_need_be'))
);
CREATE INDEX answers_to_a_meeting ON answers (meeting_id, participant_id, starts_at);

-- The walls.
DO $$
DECLARE walled text;
BEGIN
    FOREACH walled IN ARRAY ARRAY['meetings', 'meeting_windows', 'bookings', 'participants', 'answers'] LOOP
        EXECUTE format('ALTER TABLE %I ENABLE ROW LEVEL SECURITY', walled);
        EXECUTE format('ALTER TABLE %I FORCE ROW LEVEL SECURITY', walled);
        EXECUTE format(
            'CREATE POLICY own_spaces ON %I USING (space_id = ANY ((SELECT current_spaces())::uuid[]))', walled
        );
        EXECUTE format('GRANT SELECT, INSERT, UPDATE, DELETE ON %I TO kalends_app', walled);
    END LOOP;
END $$;

-- Opens the walls of a transaction further, for someone signed in who takes part in a meeting of a space that they
-- are not a member of: because they answered it by their account, or because it names their verified address.
CREATE POLICY gate ON participants TO kalends_gate USING (true);
GRANT SELECT ON participants TO kalends_gate;

CREATE FUNCTION enter_as_participant(person uuid, session uuid, meeting uuid) RETURNS TABLE (participant_id uuid)
LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
DECLARE found record;
BEGIN
    SELECT t.id, t.space_id INTO found
    FROM sessions AS s
    JOIN people AS p ON p.id = s.person_id AND p.is_active
    JOIN participants AS t ON t.meeting_id = meeting
        AND (t.person_id = p.id OR (p.email_verified_at IS NOT NULL AND t.email_key = p.email_key))
    WHERE s.id = session AND s.person_id = person AND s.revoked_at IS NULL AND s.expires_at > now()
    ORDER BY t.person_id NULLS LAST
    LIMIT 1;
    IF found.id IS NOT NULL THEN
        PERFORM set_config('kalends.spaces', (current_spaces() || found.space_id)::text, true);
        participant_id := found.id;
        RETURN NEXT;
    END IF;
END $$;
ALTER FUNCTION enter_as_participant(uuid, uuid, uuid) OWNER TO kalends_gate;
REVOKE ALL ON FUNCTION enter_as_participant(uuid, uuid, uuid) FROM PUBLIC;
GRANT EXECUTE ON FUNCTION enter_as_participant(uuid, uuid, uuid) TO kalends_app;
