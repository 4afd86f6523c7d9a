-- safe while the old version runs: yes; it adds columns with constant defaults, tables and functions.
-- How people prove who they are: rotating refresh tokens, links sent by mail, names held back, and the gates that
-- sign-in, registration, organisations and operators need to look across spaces.

-- A refresh token names its session and a generation; only the newest generation is good. So no token is stored, and
-- every older one is recognised as used, however old it is.
ALTER TABLE sessions ADD COLUMN generation bigint NOT NULL DEFAULT 0;
ALTER TABLE sessions ADD COLUMN rotated_at timestamptz;

-- What a slug looks like: two organisations must not be mistaken for each other.
ALTER TABLE spaces ADD COLUMN slug_skeleton text;
-- squawk-ignore require-concurrent-index-creation
CREATE UNIQUE INDEX a_slug_looks_like_no_other ON spaces (slug_skeleton) WHERE slug_skeleton IS NOT NULL;

-- Links sent by mail. Only the id is kept: the code in the mail is the id and an HMAC of it.
CREATE TABLE mail_links (
    id uuid PRIMARY KEY,
    space_id uuid NOT NULL REFERENCES spaces (id) ON DELETE CASCADE,
    person_id uuid NOT NULL REFERENCES people (id) ON DELETE CASCADE,
    purpose text NOT NULL,
    -- The address it was sent to; it opens nothing once the person has another.
    email_key text NOT NULL,
    created_at timestamptz NOT NULL DEFAULT now(),
    expires_at timestamptz NOT NULL,
    used_at timestamptz,
    CONSTRAINT a_mail_link_has_a_known_purpose CHECK (purpose IN ('verify', 'reset'))
);
CREATE INDEX mail_links_of_a_person ON mail_links (person_id);

-- The name asked for last by someone who gave an address that already has an account. They are told the same as
-- everybody, and the name must be as taken afterwards as if they had got it: else a second try would tell that it was
-- not given, and so who has an account.
CREATE TABLE reserved_usernames (
    person_id uuid PRIMARY KEY REFERENCES people (id) ON DELETE CASCADE,
    skeleton text NOT NULL,
    reserved_at timestamptz NOT NULL DEFAULT now(),
    CONSTRAINT a_name_is_held_back_once UNIQUE (skeleton)
);

ALTER TABLE mail_links ENABLE ROW LEVEL SECURITY;
ALTER TABLE mail_links FORCE ROW LEVEL SECURITY;
CREATE POLICY own_spaces ON mail_links USING (space_id = ANY ((SELECT current_spaces())::uuid[]));
CREATE POLICY gate ON mail_links TO kalends_gate USING (true);
ALTER TABLE reserved_usernames ENABLE ROW LEVEL SECURITY;
ALTER TABLE reserved_usernames FORCE ROW LEVEL SECURITY;
CREATE POLICY gate ON reserved_usernames TO kalends_gate USING (true);

GRANT SELECT, INSERT, UPDATE, DELETE ON mail_links TO kalends_app;
GRANT SELECT ON mail_links TO kalends_gate;
GRANT SELECT, INSERT, UPDATE ON reserved_usernames TO kalends_gate;
GRANT UPDATE (last_seen_at) ON sessions TO kalends_gate;

-- The account of an address or username, with the hash to compare with: for sign-in, and to ask for a link by mail.
CREATE FUNCTION find_account(login text) RETURNS TABLE (
    id uuid, space_id uuid, password_hash text, is_active boolean, is_verified boolean
)
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp
BEGIN ATOMIC
    SELECT p.id, p.space_id, p.password_hash, p.is_active, p.email_verified_at IS NOT NULL
    FROM people AS p WHERE p.email_key = login OR p.username = login;
END;

-- Whether a name is taken by, or held back for, another than the account of whoever asks. What somebody asked for
-- before their address was confirmed they may ask for again.
CREATE FUNCTION is_username_taken(its_skeleton text, asking uuid) RETURNS boolean
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp
BEGIN ATOMIC
    SELECT EXISTS (
        SELECT FROM people AS p
        WHERE p.username_skeleton = its_skeleton AND (p.id IS DISTINCT FROM asking OR p.email_verified_at IS NOT NULL)
    ) OR EXISTS (
        SELECT FROM reserved_usernames AS r WHERE r.skeleton = its_skeleton AND r.person_id IS DISTINCT FROM asking
    );
END;

CREATE FUNCTION reserve_username(its_skeleton text, asking uuid) RETURNS void
LANGUAGE sql SECURITY DEFINER SET search_path = public, pg_temp
BEGIN ATOMIC
    INSERT INTO reserved_usernames AS r (person_id, skeleton) VALUES (asking, its_skeleton)
    ON CONFLICT (person_id) DO UPDATE SET skeleton = excluded.skeleton, reserved_at = now();
END;

-- Who holds the cookie with this secret. Notes that they were here, not more often than anyone would look.
CREATE FUNCTION recognise_cookie(its_hash bytea) RETURNS TABLE (id uuid, person_id uuid)
LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
#variable_conflict use_column
BEGIN
    UPDATE sessions SET last_seen_at = now()
    WHERE secret_hash = its_hash AND last_seen_at < now() - interval '10 minutes';
    RETURN QUERY
    SELECT s.id, s.person_id FROM sessions AS s
    WHERE s.secret_hash = its_hash AND s.revoked_at IS NULL AND s.expires_at > now();
END $$;

CREATE FUNCTION space_of_session(session uuid) RETURNS uuid
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp
BEGIN ATOMIC
    SELECT s.space_id FROM sessions AS s WHERE s.id = session;
END;

CREATE FUNCTION space_of_mail_link(link uuid) RETURNS uuid
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp
BEGIN ATOMIC
    SELECT l.space_id FROM mail_links AS l WHERE l.id = link;
END;

-- The members of a space that this transaction may see: their personal spaces are closed to it, their names are not.
CREATE FUNCTION list_members(of_space uuid) RETURNS TABLE (
    person_id uuid, username text, name text, role text, created_at timestamptz
)
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp
BEGIN ATOMIC
    SELECT p.id, p.username, p.name, m.role, m.created_at
    FROM memberships AS m JOIN people AS p ON p.id = m.person_id
    WHERE m.space_id = of_space AND of_space = ANY (current_spaces())
    ORDER BY p.username;
END;

-- Whom an administrator means by a username or an address.
CREATE FUNCTION find_person_named(called text) RETURNS TABLE (id uuid, username text, name text)
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp
BEGIN ATOMIC
    SELECT p.id, p.username, p.name FROM people AS p
    WHERE p.is_active AND p.email_verified_at IS NOT NULL AND (p.username = called OR p.email_key = called);
END;

-- People as operators see them; whoever is not an operator, signed in in this transaction, sees nobody.
CREATE FUNCTION list_people_as_operator(operator uuid, search text, after uuid, many integer) RETURNS TABLE (
    id uuid, space_id uuid, username text, email text, name text, zone text, locale text,
    is_verified boolean, is_active boolean, is_operator boolean, created_at timestamptz, version bigint
)
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp
BEGIN ATOMIC
    SELECT p.id, p.space_id, p.username, p.email, p.name, p.zone, p.locale,
        p.email_verified_at IS NOT NULL, p.is_active, p.is_operator, p.created_at, p.version
    FROM people AS p
    WHERE EXISTS (
        SELECT FROM people AS o
        WHERE o.id = operator AND o.is_operator AND o.is_active AND o.space_id = ANY (current_spaces())
    )
    AND (after IS NULL OR p.id > after)
    AND (
        search = '' OR strpos(p.username, lower(search)) > 0 OR strpos(p.email_key, lower(search)) > 0
        OR strpos(lower(p.name), lower(search)) > 0
    )
    ORDER BY p.id
    LIMIT many;
END;

CREATE FUNCTION space_of_person_as_operator(operator uuid, person uuid) RETURNS uuid
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp
BEGIN ATOMIC
    SELECT p.space_id FROM people AS p
    WHERE p.id = person AND EXISTS (
        SELECT FROM people AS o
        WHERE o.id = operator AND o.is_operator AND o.is_active AND o.space_id = ANY (current_spaces())
    );
END;

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
