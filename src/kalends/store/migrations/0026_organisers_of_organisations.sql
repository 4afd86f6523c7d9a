-- safe while the old version runs: yes; it only adds a gate.

-- In whose name an event in an organisation's calendar asks others to come: a member's who may put events there, by the
-- address that the event names. Across spaces, because a member's row is in their own.
CREATE FUNCTION find_organiser(of_space uuid, key text) RETURNS TABLE (
    id uuid, name text, email text, email_key text, is_verified boolean, zone text, locale text
)
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp
BEGIN ATOMIC
    SELECT p.id, coalesce(nullif(p.name, ''), p.username), p.email, p.email_key, true, p.zone, p.locale
    FROM memberships AS m JOIN people AS p ON p.id = m.person_id
    WHERE m.space_id = of_space AND of_space = ANY (current_spaces()) AND m.role IN ('owner', 'admin', 'scheduler')
    AND p.email_key = key AND p.email_verified_at IS NOT NULL AND p.is_active;
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
