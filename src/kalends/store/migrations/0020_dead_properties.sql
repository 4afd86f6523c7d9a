-- safe while the old version runs: yes; it only adds tables.
-- RFC 4918, section 4: what clients write of objects and of their homes that only they understand, as they wrote it.

CREATE TABLE event_properties (
    event_id uuid NOT NULL,
    space_id uuid NOT NULL,
    calendar_id uuid NOT NULL,
    -- "{namespace}name".
    name text NOT NULL,
    -- The element as XML, with the namespaces it needs.
    value text NOT NULL,
    PRIMARY KEY (event_id, name),
    CONSTRAINT a_property_is_of_an_event_in_its_calendar
    FOREIGN KEY (event_id, calendar_id, space_id) REFERENCES events (id, calendar_id, space_id) ON DELETE CASCADE
);
-- A calendar is listed with all that is said of its objects: mostly nothing.
CREATE INDEX event_properties_of_a_calendar ON event_properties (calendar_id);

CREATE TABLE home_properties (
    space_id uuid NOT NULL REFERENCES spaces (id) ON DELETE CASCADE,
    name text NOT NULL,
    value text NOT NULL,
    PRIMARY KEY (space_id, name)
);

DO $$
DECLARE walled text;
BEGIN
    FOREACH walled IN ARRAY ARRAY['event_properties', 'home_properties'] LOOP
        EXECUTE format('ALTER TABLE %I ENABLE ROW LEVEL SECURITY', walled);
        EXECUTE format('ALTER TABLE %I FORCE ROW LEVEL SECURITY', walled);
        EXECUTE format(
            'CREATE POLICY own_spaces ON %I USING (space_id = ANY ((SELECT current_spaces())::uuid[]))', walled
        );
        EXECUTE format('GRANT SELECT, INSERT, UPDATE, DELETE ON %I TO kalends_app', walled);
    END LOOP;
END $$;
