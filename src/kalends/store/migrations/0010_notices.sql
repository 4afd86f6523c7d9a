-- safe while the old version runs: yes; it adds tables, functions, and columns without a default.
-- Who is told what: invitations as they were sent, notices on the page, reminders, digests, what people want to hear and
-- which addresses take no mail.

-- What a participant's calendar replied to the invitation (RFC 5546), since the time was booked.
ALTER TABLE participants
ADD COLUMN reply text,
ADD COLUMN replied_at timestamptz;
ALTER TABLE participants
ADD CONSTRAINT a_reply_is_a_known_one CHECK (reply IN ('accepted', 'declined', 'tentative')) NOT VALID;

-- The last that each address was told about a meeting or an event, as it was or is to be sent: so that each attempt
-- sends the same, what is gone can still be called off, and a reply finds what it answers.
CREATE TABLE invitations (
    id uuid PRIMARY KEY,
    space_id uuid NOT NULL REFERENCES spaces (id) ON DELETE CASCADE,
    thing text NOT NULL,
    thing_id uuid NOT NULL,
    uid text NOT NULL,
    email text NOT NULL,
    email_key text NOT NULL,
    name text NOT NULL,
    person_id uuid REFERENCES people (id) ON DELETE SET NULL,
    participant_id uuid,
    organiser_name text NOT NULL,
    organiser_id uuid REFERENCES people (id) ON DELETE SET NULL,
    method text NOT NULL,
    sequence bigint NOT NULL,
    content bytea NOT NULL,
    -- What the words around it say: title, time, place, address of its page.
    matter jsonb NOT NULL,
    -- Which fact it is owed to: what an older fact owes to the same address is not sent any more.
    fact_id uuid NOT NULL,
    told_at timestamptz NOT NULL DEFAULT now(),
    -- Of the latest reply that counted: RFC 5546, section 2.1.5.
    reply_sequence bigint,
    reply_stamp timestamptz,
    CONSTRAINT an_address_holds_one_invitation_to_a_thing UNIQUE (thing_id, email_key),
    CONSTRAINT an_invitation_is_to_a_meeting_or_an_event CHECK (thing IN ('meeting', 'event')),
    CONSTRAINT an_invitation_asks_or_calls_off CHECK (method IN ('REQUEST', 'CANCEL'))
);
CREATE INDEX invitations_by_uid ON invitations (uid, email_key);
CREATE INDEX invitations_of_a_space ON invitations (space_id);
CREATE INDEX invitations_of_a_person ON invitations (person_id);
CREATE INDEX invitations_by_an_organiser ON invitations (organiser_id);

-- What somebody finds on their page; its id is that of the delivery, so that it is there once.
CREATE TABLE notices (
    id uuid PRIMARY KEY,
    space_id uuid NOT NULL REFERENCES spaces (id) ON DELETE CASCADE,
    person_id uuid NOT NULL REFERENCES people (id) ON DELETE CASCADE,
    kind text NOT NULL,
    occasion text NOT NULL,
    matter jsonb NOT NULL,
    created_at timestamptz NOT NULL DEFAULT now(),
    read_at timestamptz
);
CREATE INDEX notices_of_a_person ON notices (person_id, id);
CREATE INDEX notices_of_a_space ON notices (space_id);
CREATE INDEX notices_unread ON notices (person_id) WHERE read_at IS NULL;

-- Who wants it otherwise than usual; no row: as usual.
CREATE TABLE notice_preferences (
    person_id uuid PRIMARY KEY REFERENCES people (id) ON DELETE CASCADE,
    space_id uuid NOT NULL REFERENCES spaces (id) ON DELETE CASCADE,
    is_enabled boolean NOT NULL DEFAULT true,
    -- Kind to the channels that it comes by; a kind that is not in it comes as usual.
    channels jsonb NOT NULL DEFAULT '{}',
    -- Before events that have no alarm of their own; null: not at all.
    reminder_minutes bigint,
    quiet_from time,
    quiet_until time,
    daily_at time NOT NULL DEFAULT '07:00',
    -- 1 is Monday.
    weekly_on bigint NOT NULL DEFAULT 1,
    -- When the next digests are due; null: none is wanted.
    daily_due_at timestamptz,
    weekly_due_at timestamptz,
    version bigint NOT NULL DEFAULT 1,
    CONSTRAINT quiet_hours_begin_and_end CHECK ((quiet_from IS NULL) = (quiet_until IS NULL)),
    CONSTRAINT a_reminder_comes_within_four_weeks CHECK (reminder_minutes BETWEEN 0 AND 40320),
    CONSTRAINT a_week_has_seven_days CHECK (weekly_on BETWEEN 1 AND 7)
);
CREATE INDEX notice_preferences_of_a_space ON notice_preferences (space_id);
CREATE INDEX daily_digests_due ON notice_preferences (daily_due_at) WHERE daily_due_at IS NOT NULL;
CREATE INDEX weekly_digests_due ON notice_preferences (weekly_due_at) WHERE weekly_due_at IS NOT NULL;

-- Addresses that want no more mail of a kind, and those that take none: of the whole house, whoever writes.
CREATE TABLE unsubscriptions (
    email_key text NOT NULL,
    kind text NOT NULL,
    created_at timestamptz NOT NULL DEFAULT now(),
    PRIMARY KEY (email_key, kind)
);
CREATE TABLE suppressions (
    email_key text PRIMARY KEY,
    email text NOT NULL,
    reason text NOT NULL,
    said text NOT NULL,
    created_at timestamptz NOT NULL DEFAULT now(),
    CONSTRAINT an_address_is_refused_or_bounces CHECK (reason IN ('refused', 'bounced'))
);

-- When people are to be reminded in the days to come: an index beside the occurrences, as wide as the planner writes it.
CREATE TABLE alarms (
    event_id uuid NOT NULL REFERENCES events (id) ON DELETE CASCADE,
    space_id uuid NOT NULL,
    person_id uuid NOT NULL REFERENCES people (id) ON DELETE CASCADE,
    recurrence_id text NOT NULL,
    alarm_at timestamptz NOT NULL,
    -- By mail then, or at the end of quiet hours; null: not by mail.
    mail_at timestamptz,
    is_paged boolean NOT NULL,
    -- When it was turned into what is owed. The row stays for some days, so that no clock that is set back, and no
    -- planner that comes late, brings it about again.
    taken_at timestamptz,
    PRIMARY KEY (event_id, recurrence_id, alarm_at)
);
CREATE INDEX alarms_due ON alarms (alarm_at) WHERE taken_at IS NULL;
CREATE INDEX alarms_taken ON alarms (taken_at) WHERE taken_at IS NOT NULL;
CREATE INDEX alarms_of_a_person ON alarms (person_id);

-- Events whose alarms are to be written farther, and when.
CREATE TABLE alarm_plans (
    event_id uuid PRIMARY KEY REFERENCES events (id) ON DELETE CASCADE,
    space_id uuid NOT NULL,
    plan_at timestamptz NOT NULL
);
CREATE INDEX alarm_plans_due ON alarm_plans (plan_at);

-- Meetings whose participants have been reminded of their answer, for this deadline.
CREATE TABLE answer_reminders (
    meeting_id uuid NOT NULL REFERENCES meetings (id) ON DELETE CASCADE,
    space_id uuid NOT NULL,
    deadline timestamptz NOT NULL,
    PRIMARY KEY (meeting_id, deadline)
);

-- What only one worker does at a time: whoever holds the row.
CREATE TABLE schedules (
    name text PRIMARY KEY,
    ticked_at timestamptz NOT NULL
);
INSERT INTO schedules (name, ticked_at) VALUES ('reminders', '-infinity');

-- The walls.
DO $$
DECLARE walled text;
BEGIN
    FOREACH walled IN ARRAY ARRAY[
        'invitations', 'notices', 'notice_preferences', 'alarms', 'alarm_plans', 'answer_reminders'
    ] LOOP
        EXECUTE format('ALTER TABLE %I ENABLE ROW LEVEL SECURITY', walled);
        EXECUTE format('ALTER TABLE %I FORCE ROW LEVEL SECURITY', walled);
        EXECUTE format(
            'CREATE POLICY own_spaces ON %I USING (space_id = ANY ((SELECT current_spaces())::uuid[]))', walled
        );
        EXECUTE format('CREATE POLICY gate ON %I TO kalends_gate USING (true)', walled);
        EXECUTE format('GRANT SELECT, INSERT, UPDATE, DELETE ON %I TO kalends_app', walled);
    END LOOP;
    FOREACH walled IN ARRAY ARRAY['unsubscriptions', 'suppressions', 'schedules'] LOOP
        EXECUTE format('ALTER TABLE %I ENABLE ROW LEVEL SECURITY', walled);
        EXECUTE format('ALTER TABLE %I FORCE ROW LEVEL SECURITY', walled);
        EXECUTE format('CREATE POLICY gate ON %I TO kalends_gate USING (true)', walled);
        EXECUTE format('GRANT SELECT, INSERT, UPDATE, DELETE ON %I TO kalends_gate', walled);
    END LOOP;
END $$;

-- The gates.
GRANT SELECT ON invitations TO kalends_gate;
GRANT SELECT, INSERT ON notices, answer_reminders TO kalends_gate;
GRANT SELECT, UPDATE ON notice_preferences TO kalends_gate;
GRANT SELECT, UPDATE, DELETE ON alarms TO kalends_gate;
GRANT SELECT ON alarm_plans TO kalends_gate;
GRANT INSERT ON deliveries TO kalends_gate;

-- Which participants of a meeting that this transaction may see have an account: by which they answered, or whose
-- address they proved.
CREATE FUNCTION accounts_of_participants(meeting uuid) RETURNS TABLE (participant_id uuid, person_id uuid)
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp
BEGIN ATOMIC
    SELECT DISTINCT ON (t.id) t.id, p.id
    FROM participants AS t
    JOIN people AS p ON p.is_active
        AND (p.id = t.person_id OR (p.email_verified_at IS NOT NULL AND p.email_key = t.email_key))
    WHERE t.meeting_id = meeting AND t.space_id = ANY (current_spaces())
    ORDER BY t.id, (p.id = t.person_id) DESC;
END;

-- The accounts of these addresses, for invitations to an event of a space that this transaction may see.
CREATE FUNCTION accounts_of_addresses(event uuid, keys text []) RETURNS TABLE (email_key text, person_id uuid)
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp
BEGIN ATOMIC
    SELECT p.email_key, p.id
    FROM people AS p
    WHERE p.email_key = ANY (keys) AND p.email_verified_at IS NOT NULL AND p.is_active
    AND EXISTS (SELECT FROM events AS e WHERE e.id = event AND e.space_id = ANY (current_spaces()));
END;

-- Where and how somebody reads what this transaction's space owes them: only while it does owe them something.
CREATE FUNCTION reader_of_delivery(delivery uuid) RETURNS TABLE (
    person_id uuid, space_id uuid, email text, name text, zone text, locale text,
    is_enabled boolean, channels jsonb, quiet_from time, quiet_until time
)
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp
BEGIN ATOMIC
    SELECT p.id, p.space_id, p.email, coalesce(nullif(p.name, ''), p.username), p.zone, p.locale,
        coalesce(w.is_enabled, true), coalesce(w.channels, '{}'), w.quiet_from, w.quiet_until
    FROM deliveries AS d
    JOIN people AS p ON p.id::text = d.recipient AND p.is_active
    LEFT JOIN notice_preferences AS w ON w.person_id = p.id
    WHERE d.id = delivery AND d.space_id = ANY (current_spaces());
END;

-- Whether an address takes mail, and of which kinds it wants none.
CREATE FUNCTION state_of_address(key text) RETURNS TABLE (is_suppressed boolean, unwanted text [])
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp
BEGIN ATOMIC
    SELECT EXISTS (SELECT FROM suppressions AS s WHERE s.email_key = key),
        ARRAY(SELECT u.kind FROM unsubscriptions AS u WHERE u.email_key = key);
END;

CREATE FUNCTION suppress_address(key text, address text, why text, words text) RETURNS void
LANGUAGE sql SECURITY DEFINER SET search_path = public, pg_temp
BEGIN ATOMIC
    INSERT INTO suppressions (email_key, email, reason, said) VALUES (key, address, why, left(words, 500))
    ON CONFLICT (email_key) DO NOTHING;
END;

-- By whoever reads that mailbox: the person of this address who is signed in in this transaction.
CREATE FUNCTION own_suppression(asking uuid) RETURNS TABLE (
    email text, reason text, said text, created_at timestamptz
)
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp
BEGIN ATOMIC
    SELECT s.email, s.reason, s.said, s.created_at
    FROM people AS p JOIN suppressions AS s ON s.email_key = p.email_key
    WHERE p.id = asking AND p.space_id = ANY (current_spaces());
END;

CREATE FUNCTION lift_own_suppression(asking uuid) RETURNS boolean
LANGUAGE sql SECURITY DEFINER SET search_path = public, pg_temp
BEGIN ATOMIC
    WITH gone AS (
        DELETE FROM suppressions AS s USING people AS p
        WHERE p.id = asking AND p.space_id = ANY (current_spaces()) AND s.email_key = p.email_key
        RETURNING s.email_key
    )
    SELECT EXISTS (SELECT FROM gone);
END;

CREATE FUNCTION list_suppressions_as_operator(operator uuid, after text, many integer) RETURNS TABLE (
    email text, email_key text, reason text, said text, created_at timestamptz
)
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp
BEGIN ATOMIC
    SELECT s.email, s.email_key, s.reason, s.said, s.created_at
    FROM suppressions AS s
    WHERE s.email_key > after AND EXISTS (
        SELECT FROM people AS o
        WHERE o.id = operator AND o.is_operator AND o.is_active AND o.space_id = ANY (current_spaces())
    )
    ORDER BY s.email_key
    LIMIT many;
END;

CREATE FUNCTION lift_suppression_as_operator(operator uuid, key text) RETURNS boolean
LANGUAGE sql SECURITY DEFINER SET search_path = public, pg_temp
BEGIN ATOMIC
    WITH gone AS (
        DELETE FROM suppressions AS s
        WHERE s.email_key = key AND EXISTS (
            SELECT FROM people AS o
            WHERE o.id = operator AND o.is_operator AND o.is_active AND o.space_id = ANY (current_spaces())
        )
        RETURNING s.email_key
    )
    SELECT EXISTS (SELECT FROM gone);
END;

-- By the signed link in a mail; who has an account has a switch of their own.
CREATE FUNCTION unsubscribe_address(key text, of_kind text) RETURNS void
LANGUAGE sql SECURITY DEFINER SET search_path = public, pg_temp
BEGIN ATOMIC
    INSERT INTO unsubscriptions (email_key, kind) VALUES (key, of_kind) ON CONFLICT DO NOTHING;
END;

CREATE FUNCTION subscribe_address(key text, of_kind text) RETURNS void
LANGUAGE sql SECURITY DEFINER SET search_path = public, pg_temp
BEGIN ATOMIC
    DELETE FROM unsubscriptions WHERE email_key = key AND kind = of_kind;
END;

-- The invitations that a reply from this address may answer.
CREATE FUNCTION find_invitations(its_uid text, from_key text) RETURNS TABLE (
    id uuid, space_id uuid, thing text, thing_id uuid
)
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp
BEGIN ATOMIC
    SELECT i.id, i.space_id, i.thing, i.thing_id FROM invitations AS i
    WHERE i.uid = its_uid AND i.email_key = from_key;
END;

-- One tick: what is due becomes deliveries and notices, each once, however many workers tick, since whoever holds the
-- row of the schedule is alone, and what is taken is marked so. The clock is this server's. Answers how many were taken.
CREATE FUNCTION tick_reminders(many integer) RETURNS bigint
LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
DECLARE upto timestamptz := clock_timestamp(); taken bigint;
BEGIN
    PERFORM FROM schedules WHERE name = 'reminders' FOR UPDATE SKIP LOCKED;
    IF NOT FOUND THEN
        RETURN 0;
    END IF;
    WITH due AS (
        SELECT a.event_id, a.recurrence_id, a.alarm_at FROM alarms AS a
        WHERE a.alarm_at <= upto AND a.taken_at IS NULL ORDER BY a.alarm_at LIMIT many
    ), gone AS (
        UPDATE alarms AS a SET taken_at = upto FROM due
        WHERE a.event_id = due.event_id AND a.recurrence_id = due.recurrence_id AND a.alarm_at = due.alarm_at
            AND a.taken_at IS NULL
        RETURNING a.*
    ), by_mail AS (
        INSERT INTO deliveries (id, space_id, fact_id, recipient, channel, payload, host, due_at)
        SELECT gen_random_uuid(), g.space_id,
            md5(concat_ws('/', g.event_id, g.recurrence_id, g.alarm_at AT TIME ZONE 'UTC'))::uuid,
            g.person_id::text, 'mail',
            jsonb_build_object('occasion', 'reminder', 'event_id', g.event_id, 'recurrence_id', g.recurrence_id),
            'mail', g.mail_at
        FROM gone AS g WHERE g.mail_at IS NOT NULL
        ON CONFLICT ON CONSTRAINT a_recipient_hears_of_a_fact_once_per_channel DO NOTHING
    ), by_page AS (
        INSERT INTO notices (id, space_id, person_id, kind, occasion, matter)
        SELECT md5(concat_ws('/', g.event_id, g.recurrence_id, g.alarm_at AT TIME ZONE 'UTC'))::uuid,
            g.space_id, g.person_id, 'reminder', 'reminder',
            jsonb_build_object(
                'title', e.summary, 'place', e.place, 'is_all_day', e.is_all_day,
                'start', o.starts_at + CASE WHEN o.local_start IS NULL THEN interval '0' ELSE interval '14 hours' END,
                'end', o.ends_at - CASE WHEN o.local_end IS NULL THEN interval '0' ELSE interval '14 hours' END,
                'is_local', o.local_start IS NOT NULL
            )
        FROM gone AS g
        JOIN events AS e ON e.id = g.event_id
        JOIN occurrences AS o ON o.event_id = g.event_id AND o.recurrence_id = g.recurrence_id
        WHERE g.is_paged
        ON CONFLICT DO NOTHING
    )
    SELECT count(*) INTO taken FROM gone;
    UPDATE schedules SET ticked_at = greatest(ticked_at, upto) WHERE name = 'reminders';
    RETURN taken;
END $$;

CREATE FUNCTION list_alarms_to_plan(many integer) RETURNS TABLE (event_id uuid, space_id uuid)
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp
BEGIN ATOMIC
    SELECT a.event_id, a.space_id FROM alarm_plans AS a WHERE a.plan_at <= now() ORDER BY a.plan_at LIMIT many;
END;

-- What many reminders say, in one look: those deliveries that are still owed, of events that still take place.
CREATE FUNCTION list_reminders(owed uuid []) RETURNS TABLE (
    delivery_id uuid, email text, name text, zone text, locale text, person_id uuid, space_id uuid,
    title text, place text, is_all_day boolean, starts_at timestamptz, ends_at timestamptz,
    local_start timestamp, local_end timestamp
)
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp
BEGIN ATOMIC
    SELECT d.id, p.email, coalesce(nullif(p.name, ''), p.username), p.zone, p.locale, p.id, p.space_id,
        e.summary, e.place, e.is_all_day, o.starts_at, o.ends_at, o.local_start, o.local_end
    FROM deliveries AS d
    JOIN people AS p ON p.id = d.recipient::uuid AND p.is_active
    JOIN events AS e ON e.id = (d.payload ->> 'event_id')::uuid
    JOIN occurrences AS o ON o.event_id = e.id AND o.recurrence_id = d.payload ->> 'recurrence_id'
    WHERE d.id = ANY (owed) AND d.payload ->> 'occasion' = 'reminder'
    AND NOT EXISTS (SELECT FROM suppressions AS s WHERE s.email_key = p.email_key);
END;

-- Those who have not answered are reminded once for each deadline: so long before it, or after half of the time that
-- they had, where that is shorter. Answers how many are.
CREATE FUNCTION tick_answer_reminders(lead interval, many integer) RETURNS bigint
LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
DECLARE owed bigint;
BEGIN
    WITH due AS (
        INSERT INTO answer_reminders (meeting_id, space_id, deadline)
        SELECT m.id, m.space_id, m.deadline FROM meetings AS m
        WHERE m.deadline > now() AND m.deadline <= now() + lead
            AND m.deadline - least(lead, (m.deadline - m.opened_at) / 2) <= now()
            AND m.deadline IS NOT NULL AND m.deadline_kept_at IS NULL
            AND m.cancelled_at IS NULL AND m.opened_at IS NOT NULL
            AND NOT EXISTS (SELECT FROM bookings AS b WHERE b.meeting_id = m.id)
            AND NOT EXISTS (
                SELECT FROM answer_reminders AS r WHERE r.meeting_id = m.id AND r.deadline = m.deadline
            )
        ORDER BY m.deadline
        LIMIT many
        ON CONFLICT DO NOTHING
        RETURNING meeting_id, space_id, deadline
    ), silent AS (
        SELECT DISTINCT ON (t.id) due.meeting_id, due.space_id, due.deadline, t.id AS participant_id, p.id AS person_id
        FROM due
        JOIN participants AS t ON t.meeting_id = due.meeting_id AND t.answered_at IS NULL AND t.declined_at IS NULL
        LEFT JOIN people AS p ON p.is_active
            AND (p.id = t.person_id OR (p.email_verified_at IS NOT NULL AND p.email_key = t.email_key))
        WHERE t.email IS NOT NULL OR p.id IS NOT NULL
        ORDER BY t.id, (p.id = t.person_id) DESC
    ), added AS (
        INSERT INTO deliveries (id, space_id, fact_id, recipient, channel, payload, host)
        SELECT gen_random_uuid(), s.space_id,
            md5(concat_ws('/', 'answer', s.meeting_id, s.deadline AT TIME ZONE 'UTC'))::uuid,
            coalesce(s.person_id, s.participant_id)::text, by.channel,
            jsonb_build_object(
                'occasion', 'answer_reminder', 'meeting_id', s.meeting_id, 'participant_id', s.participant_id
            ),
            CASE by.channel WHEN 'mail' THEN 'mail' ELSE '' END
        FROM silent AS s
        CROSS JOIN (VALUES ('mail'), ('page')) AS by (channel)
        WHERE by.channel = 'mail' OR s.person_id IS NOT NULL
        ON CONFLICT ON CONSTRAINT a_recipient_hears_of_a_fact_once_per_channel DO NOTHING
        RETURNING id
    )
    SELECT count(*) INTO owed FROM added;
    RETURN owed;
END $$;

-- Digests that are due, their rows locked until the end of the transaction; other workers pass them by.
CREATE FUNCTION claim_digests(many integer) RETURNS TABLE (
    person_id uuid, space_id uuid, zone text, daily_at time, weekly_on bigint, is_daily boolean, is_weekly boolean
)
LANGUAGE sql SECURITY DEFINER SET search_path = public, pg_temp
BEGIN ATOMIC
    SELECT w.person_id, w.space_id, p.zone, w.daily_at, w.weekly_on,
        coalesce(w.daily_due_at <= now(), false), coalesce(w.weekly_due_at <= now(), false)
    FROM notice_preferences AS w JOIN people AS p ON p.id = w.person_id
    WHERE w.daily_due_at <= now() OR w.weekly_due_at <= now()
    LIMIT many
    FOR UPDATE OF w SKIP LOCKED;
END;

-- Meetings that somebody organises, whatever space they are in, for their weekly digest: only while one is owed them.
CREATE FUNCTION meetings_for_digest(delivery uuid) RETURNS TABLE (
    meeting_id uuid, title text, zone text, deadline timestamptz, starts_at timestamptz, ends_at timestamptz,
    participants bigint, answered bigint
)
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp
BEGIN ATOMIC
    SELECT m.id, m.title, m.zone, m.deadline, b.starts_at, b.ends_at,
        count(t.id), count(t.id) FILTER (WHERE t.answered_at IS NOT NULL OR t.declined_at IS NOT NULL)
    FROM deliveries AS d
    JOIN meetings AS m ON m.organiser_id::text = d.recipient AND m.cancelled_at IS NULL AND m.opened_at IS NOT NULL
    LEFT JOIN bookings AS b ON b.meeting_id = m.id
    LEFT JOIN participants AS t ON t.meeting_id = m.id
    WHERE d.id = delivery AND d.space_id = ANY (current_spaces())
        AND CASE WHEN b.starts_at IS NULL
            THEN EXISTS (SELECT FROM meeting_windows AS w WHERE w.meeting_id = m.id AND w.ends_at > now())
            ELSE b.starts_at BETWEEN now() AND now() + interval '7 days' END
    GROUP BY m.id, b.meeting_id
    ORDER BY b.starts_at, m.id
    LIMIT 100;
END;

-- What nobody needs any more: invitations to what is long past, notices of a quarter of a year ago.
CREATE FUNCTION prune_notices() RETURNS bigint
LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
DECLARE pruned bigint;
BEGIN
    DELETE FROM notices WHERE created_at < now() - interval '90 days';
    GET DIAGNOSTICS pruned = ROW_COUNT;
    DELETE FROM invitations
    WHERE told_at < now() - interval '400 days' OR (method = 'CANCEL' AND told_at < now() - interval '90 days');
    DELETE FROM alarms WHERE taken_at < now() - interval '7 days';
    RETURN pruned;
END $$;
GRANT DELETE ON notices, invitations TO kalends_gate;

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
