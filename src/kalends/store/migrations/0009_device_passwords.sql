-- safe while the old version runs: yes; it adds a table and a gate, and a kind of session that the old version never makes.
-- Device passwords: what a calendar program signs in with, in place of its owner's own password.

-- What opens the account to a calendar program is a session like any other, so that every gate asks whether it stands.
-- The next statement puts a wider one in its place.
-- squawk-ignore ban-drop-constraint
ALTER TABLE sessions DROP CONSTRAINT a_session_is_of_a_known_kind;
-- Rows from before kept to the narrower one.
ALTER TABLE sessions
ADD CONSTRAINT a_session_is_of_a_known_kind CHECK (kind IN ('cookie', 'token', 'device')) NOT VALID;

CREATE TABLE device_passwords (
    session_id uuid PRIMARY KEY REFERENCES sessions (id) ON DELETE CASCADE,
    space_id uuid NOT NULL REFERENCES spaces (id) ON DELETE CASCADE,
    name text NOT NULL,
    -- The part of the password by which its row is found; opens nothing.
    lookup text NOT NULL,
    -- Argon2id of the rest.
    secret_hash text NOT NULL,
    CONSTRAINT a_device_has_a_name CHECK (length(name) BETWEEN 1 AND 100),
    CONSTRAINT a_device_password_is_found_by_its_own_part UNIQUE (lookup)
);

ALTER TABLE device_passwords ENABLE ROW LEVEL SECURITY;
ALTER TABLE device_passwords FORCE ROW LEVEL SECURITY;
CREATE POLICY own_spaces ON device_passwords USING (space_id = ANY ((SELECT current_spaces())::uuid[]));
CREATE POLICY gate ON device_passwords TO kalends_gate USING (true);
GRANT SELECT, INSERT ON device_passwords TO kalends_app;
GRANT SELECT ON device_passwords TO kalends_gate;

-- Whose device password begins so, with the hash to compare with: nobody is signed in yet.
CREATE FUNCTION find_device_password(its_lookup text) RETURNS TABLE (
    session_id uuid, person_id uuid, secret_hash text, username text, email_key text, is_standing boolean
)
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp
BEGIN ATOMIC
    SELECT d.session_id, s.person_id, d.secret_hash, p.username,
        CASE WHEN p.email_verified_at IS NOT NULL THEN p.email_key END,
        p.is_active AND s.revoked_at IS NULL AND s.expires_at > now()
    FROM device_passwords AS d
    JOIN sessions AS s ON s.id = d.session_id
    JOIN people AS p ON p.id = s.person_id
    WHERE d.lookup = its_lookup;
END;
ALTER FUNCTION find_device_password(text) OWNER TO kalends_gate;
REVOKE ALL ON FUNCTION find_device_password(text) FROM PUBLIC;
GRANT EXECUTE ON FUNCTION find_device_password(text) TO kalends_app;
