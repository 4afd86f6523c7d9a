-- safe while the old version runs: yes; it only adds a function, beside those that the old version calls.

-- As the one of five parameters, but nothing on one of `full_channels` to the host beside it in `full_hosts`: of these the
-- worker has enough, and what is owed to others must not wait behind it.
CREATE FUNCTION claim_deliveries(
    channels text [], slots integer [], worker uuid, lease interval, held uuid [], full_channels text [],
    full_hosts text []
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
    SET due_at = clock_timestamp() + lease, attempt = d.attempt + 1, leased_by = worker
    FROM due
    WHERE d.id = due.id
    RETURNING d.id, d.space_id, d.fact_id, d.recipient, d.channel, d.payload, d.host,
        d.attempt, d.max_attempts, d.created_at, d.last_error;
END;

ALTER FUNCTION claim_deliveries(
    text [], integer [], uuid, interval, uuid [], text [], text []
) OWNER TO kalends_gate;
REVOKE ALL ON FUNCTION claim_deliveries(
    text [], integer [], uuid, interval, uuid [], text [], text []
) FROM PUBLIC;
GRANT EXECUTE ON FUNCTION claim_deliveries(
    text [], integer [], uuid, interval, uuid [], text [], text []
) TO kalends_app;
