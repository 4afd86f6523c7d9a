-- safe while the old version runs: yes; it only adds gates, and the old version knows none of them.
-- What could not be delivered, for operators: to be seen, and to be tried again.

CREATE FUNCTION list_dead_letters_as_operator(operator uuid, of_channel text, before uuid, many integer) RETURNS TABLE (
    id uuid, space_id uuid, channel text, recipient text, host text, event_type text, attempts bigint,
    last_error text, created_at timestamptz, buried_at timestamptz
)
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp
BEGIN ATOMIC
    SELECT d.id, d.space_id, d.channel, d.recipient, d.host, f.event_type, d.attempt, coalesce(d.last_error, ''),
        d.created_at, d.buried_at
    FROM dead_letters AS d LEFT JOIN facts AS f ON f.id = d.fact_id
    WHERE (of_channel IS NULL OR d.channel = of_channel) AND (before IS NULL OR d.id < before) AND EXISTS (
        SELECT 1 FROM people AS o
        WHERE o.id = operator AND o.is_operator AND o.is_active AND o.space_id = ANY (current_spaces())
    )
    ORDER BY d.id DESC
    LIMIT many;
END;

-- Back into the queue, with all their tries before them: those named, or where none are, up to `many` of a channel.
CREATE FUNCTION revive_dead_letters_as_operator(operator uuid, those uuid[], of_channel text, many integer)
RETURNS bigint
LANGUAGE sql SECURITY DEFINER SET search_path = public, pg_temp
BEGIN ATOMIC
    WITH chosen AS (
        SELECT d.id FROM dead_letters AS d
        WHERE (d.id = ANY (those) OR (cardinality(those) = 0 AND d.channel = of_channel)) AND EXISTS (
            SELECT 1 FROM people AS o
            WHERE o.id = operator AND o.is_operator AND o.is_active AND o.space_id = ANY (current_spaces())
        )
        ORDER BY d.id
        LIMIT many
        FOR UPDATE SKIP LOCKED
    ),
    risen AS (
        DELETE FROM dead_letters AS d USING chosen WHERE d.id = chosen.id RETURNING d.*
    ),
    owed AS (
        INSERT INTO deliveries (id, space_id, fact_id, recipient, channel, payload, host, created_at, max_attempts)
        SELECT r.id, r.space_id, r.fact_id, r.recipient, r.channel, r.payload, r.host, r.created_at, r.max_attempts
        FROM risen AS r
        ON CONFLICT ON CONSTRAINT a_recipient_hears_of_a_fact_once_per_channel DO NOTHING
    )
    SELECT count(*) FROM risen;
END;

GRANT DELETE ON dead_letters TO kalends_gate;
GRANT INSERT ON deliveries TO kalends_gate;
GRANT UPDATE ON dead_letters TO kalends_gate;

DO $$
DECLARE gate regprocedure;
BEGIN
    FOREACH gate IN ARRAY ARRAY[
        'list_dead_letters_as_operator(uuid, text, uuid, integer)',
        'revive_dead_letters_as_operator(uuid, uuid[], text, integer)'
    ]::regprocedure[] LOOP
        EXECUTE format('ALTER FUNCTION %s OWNER TO kalends_gate', gate);
        EXECUTE format('REVOKE ALL ON FUNCTION %s FROM PUBLIC', gate);
        EXECUTE format('GRANT EXECUTE ON FUNCTION %s TO kalends_app', gate);
    END LOOP;
END $$;
