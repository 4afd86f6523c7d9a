-- safe while the old version runs: yes; it only adds a function.
-- What nobody will come back to: registrations that were never confirmed, sessions that ended long ago.

GRANT DELETE ON people, spaces, sessions, reserved_usernames TO kalends_gate;

-- A name that somebody asked for and never confirmed is free again after a week; so is one that was only held back,
-- for the two must look alike from outside. A week is long for a mail, and a link that still stands keeps both.
CREATE FUNCTION prune_accounts() RETURNS bigint
LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
DECLARE pruned bigint;
BEGIN
    WITH gone AS (
        DELETE FROM people AS p
        WHERE p.email_verified_at IS NULL AND p.created_at < now() - interval '7 days'
            AND NOT EXISTS (SELECT FROM mail_links AS l WHERE l.person_id = p.id AND l.expires_at > now())
        RETURNING p.space_id
    )
    DELETE FROM spaces AS s USING gone WHERE s.id = gone.space_id;
    GET DIAGNOSTICS pruned = ROW_COUNT;
    DELETE FROM reserved_usernames WHERE reserved_at < now() - interval '7 days';
    -- A month, so that people find on record from where they were signed in; a reused refresh token is refused
    -- without its row as well.
    DELETE FROM sessions
    WHERE least(revoked_at, expires_at) < now() - interval '30 days';
    RETURN pruned;
END $$;

ALTER FUNCTION prune_accounts() OWNER TO kalends_gate;
REVOKE ALL ON FUNCTION prune_accounts() FROM PUBLIC;
GRANT EXECUTE ON FUNCTION prune_accounts() TO kalends_app;
