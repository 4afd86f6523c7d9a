-- safe while the old version runs: yes; it only adds a function, beside the one that the old version calls.

-- As the one of four parameters, but a worker is not given again what it has in hand (`held`). While the database stood
-- still for longer than a lease nothing could be renewed or struck off, and the worker would have done its own work twice.
CREATE FUNCTION claim_deliveries(channels text [], slots integer [], worker uuid, lease interval, held uuid [])
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
            SELECT inner_d.id
            FROM deliveries AS inner_d
            WHERE inner_d.channel = wanted.channel AND inner_d.due_at <= clock_timestamp()
                AND inner_d.id <> ALL (held)
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

ALTER FUNCTION claim_deliveries(text [], integer [], uuid, interval, uuid []) OWNER TO kalends_gate;
REVOKE ALL ON FUNCTION claim_deliveries(text [], integer [], uuid, interval, uuid []) FROM PUBLIC;
GRANT EXECUTE ON FUNCTION claim_deliveries(text [], integer [], uuid, interval, uuid []) TO kalends_app;
