-- safe while the old version runs: yes; new tables and nullable columns, and gates that answer the old version as well.
-- Webhooks: addresses that are told what happens in a space, and what was tried. And turns: what one recipient is owed
-- about one thing is handed over in the order in which it happened.

CREATE TABLE webhooks (
    id uuid PRIMARY KEY,
    space_id uuid NOT NULL REFERENCES spaces (id) ON DELETE CASCADE,
    url text NOT NULL,
    description text NOT NULL DEFAULT '',
    -- Names of facts, where * stands for any part: {meeting.*}.
    events text[] NOT NULL,
    -- Sealed with a key derived from the master key; the old one signs too until its time is over.
    secret bytea NOT NULL,
    old_secret bytea,
    old_secret_until timestamptz,
    created_by uuid NOT NULL,
    created_at timestamptz NOT NULL DEFAULT now(),
    -- Of the first of the attempts that have failed since the last one that did not.
    failing_since timestamptz,
    disabled_at timestamptz,
    disabled_because text,
    version bigint NOT NULL DEFAULT 1,
    CONSTRAINT a_webhook_hears_of_something CHECK (cardinality(events) BETWEEN 1 AND 50),
    CONSTRAINT a_disabled_webhook_says_why CHECK ((disabled_at IS NULL) = (disabled_because IS NULL)),
    CONSTRAINT an_old_secret_has_an_end CHECK ((old_secret IS NULL) = (old_secret_until IS NULL)),
    CONSTRAINT a_webhook_is_in_one_space UNIQUE (id, space_id)
);
CREATE INDEX webhooks_of_a_space ON webhooks (space_id, id);

CREATE TABLE webhook_attempts (
    id uuid PRIMARY KEY,
    space_id uuid NOT NULL,
    webhook_id uuid NOT NULL,
    fact_id uuid NOT NULL,
    event_type text NOT NULL,
    number bigint NOT NULL,
    tried_at timestamptz NOT NULL DEFAULT now(),
    milliseconds bigint NOT NULL,
    -- Null where no answer came; then `error` says why.
    status bigint,
    -- The first bytes of the answer, as text.
    answer text NOT NULL DEFAULT '',
    error text NOT NULL DEFAULT '',
    CONSTRAINT an_attempt_is_in_the_space_of_its_webhook
    FOREIGN KEY (webhook_id, space_id) REFERENCES webhooks (id, space_id) ON DELETE CASCADE,
    CONSTRAINT what_an_attempt_keeps_is_short CHECK (length(answer) <= 1000 AND length(error) <= 1000)
);
CREATE INDEX attempts_of_a_webhook ON webhook_attempts (webhook_id, id);
CREATE INDEX webhook_attempts_by_age ON webhook_attempts (tried_at);

DO $$
DECLARE walled text;
BEGIN
    FOREACH walled IN ARRAY ARRAY['webhooks', 'webhook_attempts'] LOOP
        EXECUTE format('ALTER TABLE %I ENABLE ROW LEVEL SECURITY', walled);
        EXECUTE format('ALTER TABLE %I FORCE ROW LEVEL SECURITY', walled);
        EXECUTE format(
            'CREATE POLICY own_spaces ON %I USING (space_id = ANY ((SELECT current_spaces())::uuid[]))', walled
        );
        EXECUTE format('GRANT SELECT, INSERT, UPDATE, DELETE ON %I TO kalends_app', walled);
    END LOOP;
END $$;
CREATE POLICY gate ON webhook_attempts TO kalends_gate USING (true);
GRANT SELECT, DELETE ON webhook_attempts TO kalends_gate;

-- What a recipient is owed in one thread is handed over one after the other, by turn. Null: whenever it is due.
ALTER TABLE deliveries ADD COLUMN thread text;
ALTER TABLE deliveries ADD COLUMN turn bigint;
-- squawk-ignore require-concurrent-index-creation
CREATE INDEX deliveries_in_turn ON deliveries (channel, recipient, thread, turn) WHERE thread IS NOT NULL;

-- As before, but nobody is handed something before what comes first in its thread.
CREATE OR REPLACE FUNCTION claim_deliveries(channels text[], slots integer[], worker uuid, lease interval)
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

-- As before; what waits behind it in its thread need not be looked at sooner.
CREATE OR REPLACE FUNCTION postpone_delivery(
    failed uuid, its_attempt bigint, worker uuid, wait interval, error text, give_back boolean
) RETURNS void
LANGUAGE sql SECURITY DEFINER SET search_path = public, pg_temp
BEGIN ATOMIC
    WITH postponed AS (
        UPDATE deliveries AS d
        SET due_at = clock_timestamp() + wait, leased_by = NULL, last_error = left(error, 2000),
            attempt = d.attempt - CASE WHEN give_back THEN 1 ELSE 0 END
        WHERE d.id = failed AND d.attempt = its_attempt AND d.leased_by = worker
        RETURNING d.channel, d.recipient, d.thread, d.turn, d.due_at
    )
    UPDATE deliveries AS behind
    SET due_at = postponed.due_at
    FROM postponed
    WHERE behind.channel = postponed.channel AND behind.recipient = postponed.recipient
        AND behind.thread = postponed.thread AND behind.turn > postponed.turn AND behind.due_at < postponed.due_at;
END;

-- As before, with the sequence, which gives the turn; and never a fact before an earlier one about the same thing, be it
-- in another worker's hands or waiting for its next try. After ten tries (a quarter of an hour) it is waited for no more.
-- squawk-ignore ban-drop-function
DROP FUNCTION claim_facts(integer);
CREATE FUNCTION claim_facts(many integer) RETURNS TABLE (
    id uuid, space_id uuid, event_type text, aggregate_id uuid, aggregate_version bigint,
    data jsonb, metadata jsonb, recorded_at timestamptz, attempt bigint, sequence bigint
)
LANGUAGE sql SECURITY DEFINER SET search_path = public, pg_temp
BEGIN ATOMIC
    WITH taken AS (
        SELECT f.id, f.space_id, f.event_type, f.aggregate_id, f.aggregate_version,
            f.data, f.metadata, f.recorded_at, f.attempt, f.sequence
        FROM facts AS f
        WHERE f.expanded_at IS NULL AND f.due_at <= now()
        ORDER BY f.due_at, f.sequence
        LIMIT many
        FOR UPDATE SKIP LOCKED
    )
    SELECT t.id, t.space_id, t.event_type, t.aggregate_id, t.aggregate_version,
        t.data, t.metadata, t.recorded_at, t.attempt, t.sequence
    FROM taken AS t
    WHERE NOT EXISTS (
        SELECT 1 FROM facts AS earlier
        WHERE earlier.aggregate_id = t.aggregate_id AND earlier.expanded_at IS NULL AND earlier.sequence < t.sequence
            AND earlier.attempt < 10 AND NOT EXISTS (SELECT 1 FROM taken AS ours WHERE ours.id = earlier.id)
    )
    ORDER BY t.sequence;
END;

CREATE FUNCTION prune_webhook_attempts(days integer) RETURNS bigint
LANGUAGE sql SECURITY DEFINER SET search_path = public, pg_temp
BEGIN ATOMIC
    WITH gone AS (
        DELETE FROM webhook_attempts WHERE tried_at < now() - make_interval(days => days) RETURNING 1
    )
    SELECT count(*) FROM gone;
END;

DO $$
DECLARE gate regprocedure;
BEGIN
    FOREACH gate IN ARRAY ARRAY['claim_facts(integer)', 'prune_webhook_attempts(integer)']::regprocedure[] LOOP
        EXECUTE format('ALTER FUNCTION %s OWNER TO kalends_gate', gate);
        EXECUTE format('REVOKE ALL ON FUNCTION %s FROM PUBLIC', gate);
        EXECUTE format('GRANT EXECUTE ON FUNCTION %s TO kalends_app', gate);
    END LOOP;
END $$;
