-- safe while the old version runs: yes; it leaves the new column empty, which says nothing about a row, and calls the
-- functions that it knows.

-- When it was said how long from then the delivery is to wait, be it until the lease is over or until the next try, and
-- nothing where it waits for an hour of the day. What was said later than now was said before the clock was set back.
ALTER TABLE deliveries ADD COLUMN said_at timestamptz;

-- As the one of five parameters, but nothing on one of `full_channels` to the host beside it in `full_hosts`: of these the
-- worker has enough, and what is owed to others must not wait behind it. And no lease is over before `leases_over`, which
-- is what the worker thinks that the time is at most: a clock that is put forward ends no lease.
CREATE FUNCTION claim_deliveries(
    channels text [], slots integer [], worker uuid, lease interval, held uuid [], full_channels text [],
    full_hosts text [], leases_over timestamptz
)
RETURNS TABLE (
    id uuid, space_id uuid, fact_id uuid, recipient text, channel text, payload jsonb, host text,
    attempt bigint, max_attempts bigint, created_at timestamptz, last_error text
)
LANGUAGE sql SECURITY DEFINER SET search_path = public, pg_temp
BEGIN ATOMIC
    WITH due AS (
        SELECT d.id
        FROM unnest(channels, slots) AS wanted (channel, slots)
        CROSS JOIN LATERAL (
            SELECT array(
                SELECT f.host FROM unnest(full_channels, full_hosts) AS f (channel, host)
                WHERE f.channel = wanted.channel
            ) AS hosts
        ) AS full_ones
        CROSS JOIN LATERAL (
            SELECT inner_d.id
            FROM deliveries AS inner_d
            WHERE inner_d.channel = wanted.channel AND inner_d.due_at <= clock_timestamp()
                AND (inner_d.leased_by IS NULL OR inner_d.due_at <= leases_over)
                AND inner_d.id <> ALL (held)
                AND inner_d.host <> ALL (full_ones.hosts)
                AND (
                    inner_d.thread IS NULL OR NOT EXISTS (
                        SELECT 1 FROM deliveries AS earlier
                        WHERE earlier.channel = inner_d.channel AND earlier.recipient = inner_d.recipient
                            AND earlier.thread = inner_d.thread AND earlier.turn < inner_d.turn
                    )
                )
            ORDER BY inner_d.due_at, inner_d.id
            LIMIT wanted.slots
            FOR UPDATE SKIP LOCKED
        ) AS d
    )
    UPDATE deliveries AS d
    SET due_at = clock_timestamp() + lease, said_at = clock_timestamp(), attempt = d.attempt + 1, leased_by = worker
    FROM due
    WHERE d.id = due.id
    RETURNING d.id, d.space_id, d.fact_id, d.recipient, d.channel, d.payload, d.host,
        d.attempt, d.max_attempts, d.created_at, d.last_error;
END;

CREATE OR REPLACE FUNCTION renew_deliveries(held uuid [], attempts bigint [], worker uuid, lease interval)
RETURNS SETOF uuid
LANGUAGE sql SECURITY DEFINER SET search_path = public, pg_temp
BEGIN ATOMIC
    UPDATE deliveries AS d SET due_at = clock_timestamp() + lease, said_at = clock_timestamp()
    FROM unnest(held, attempts) AS mine (id, attempt)
    WHERE d.id = mine.id AND d.attempt = mine.attempt AND d.leased_by = worker
    RETURNING d.id;
END;

CREATE OR REPLACE FUNCTION postpone_delivery(
    failed uuid, its_attempt bigint, worker uuid, wait interval, error text, give_back boolean
) RETURNS void
LANGUAGE sql SECURITY DEFINER SET search_path = public, pg_temp
BEGIN ATOMIC
    WITH postponed AS (
        UPDATE deliveries AS d
        SET due_at = clock_timestamp() + wait, said_at = clock_timestamp(), leased_by = NULL,
            last_error = left(error, 2000), attempt = d.attempt - CASE WHEN give_back THEN 1 ELSE 0 END
        WHERE d.id = failed AND d.attempt = its_attempt AND d.leased_by = worker
        RETURNING d.channel, d.recipient, d.thread, d.turn, d.due_at, d.said_at
    )
    UPDATE deliveries AS behind
    SET due_at = postponed.due_at, said_at = postponed.said_at
    FROM postponed
    WHERE behind.channel = postponed.channel AND behind.recipient = postponed.recipient
        AND behind.thread = postponed.thread AND behind.turn > postponed.turn AND behind.due_at < postponed.due_at;
END;

-- After the clock was set back: what was to be done at once is due now, and what was to wait so long waits so long from
-- now. What waits for an hour of the day waits for it. Whoever has a row in hand sets it right with that.
CREATE FUNCTION follow_clock() RETURNS bigint
LANGUAGE sql SECURITY DEFINER SET search_path = public, pg_temp
BEGIN ATOMIC
    WITH early AS (
        SELECT d.id FROM deliveries AS d
        WHERE d.said_at > clock_timestamp()
            OR (d.said_at IS NULL AND d.created_at > clock_timestamp() AND d.due_at <= d.created_at)
        FOR UPDATE SKIP LOCKED
    ),
    set_right AS (
        UPDATE deliveries AS d
        SET due_at = clock_timestamp() + (d.due_at - coalesce(d.said_at, d.due_at)), said_at = clock_timestamp()
        FROM early WHERE d.id = early.id
        RETURNING d.id
    ),
    -- An hour is the longest that a fact waits for its next try.
    early_facts AS (
        SELECT f.id FROM facts AS f
        WHERE f.expanded_at IS NULL AND (f.recorded_at > now() OR f.due_at > now() + interval '1 hour')
            AND f.due_at > now()
        FOR UPDATE SKIP LOCKED
    ),
    facts_set_right AS (
        UPDATE facts AS f
        SET due_at = least(f.due_at, now() + CASE WHEN f.recorded_at > now() THEN interval '0' ELSE interval '1 hour' END)
        FROM early_facts WHERE f.id = early_facts.id
        RETURNING f.id
    )
    SELECT (SELECT count(*) FROM set_right) + (SELECT count(*) FROM facts_set_right);
END;

DO $$
DECLARE gate regprocedure;
BEGIN
    FOREACH gate IN ARRAY ARRAY[
        'claim_deliveries(text[], integer[], uuid, interval, uuid[], text[], text[], timestamptz)',
        'follow_clock()'
    ]::regprocedure[]
    LOOP
        EXECUTE format('ALTER FUNCTION %s OWNER TO kalends_gate', gate);
        EXECUTE format('REVOKE ALL ON FUNCTION %s FROM PUBLIC', gate);
        EXECUTE format('GRANT EXECUTE ON FUNCTION %s TO kalends_app', gate);
    END LOOP;
END $$;
