-- safe while the old version runs: yes; it adds a column with a constant default and a table.
-- What CalDAV clients say of a calendar: what may be in it, and properties that only they understand.

-- RFC 4791, section 5.2.3: the kinds of objects that the calendar takes.
ALTER TABLE calendars ADD COLUMN components text [] NOT NULL DEFAULT '{VEVENT,VTODO,VJOURNAL,VFREEBUSY}';
ALTER TABLE calendars ADD CONSTRAINT a_calendar_takes_known_kinds
CHECK (components <> '{}' AND components <@ '{VEVENT,VTODO,VJOURNAL,VFREEBUSY}') NOT VALID;

-- RFC 4918, section 4: dead properties, kept as the client wrote them.
CREATE TABLE calendar_properties (
    calendar_id uuid NOT NULL,
    space_id uuid NOT NULL,
    -- "{namespace}name".
    name text NOT NULL,
    -- The element as XML, with the namespaces it needs.
    value text NOT NULL,
    PRIMARY KEY (calendar_id, name),
    CONSTRAINT a_property_is_in_the_space_of_its_calendar
    FOREIGN KEY (calendar_id, space_id) REFERENCES calendars (id, space_id) ON DELETE CASCADE
);
ALTER TABLE calendar_properties ENABLE ROW LEVEL SECURITY;
ALTER TABLE calendar_properties FORCE ROW LEVEL SECURITY;
CREATE POLICY own_spaces ON calendar_properties USING (space_id = ANY ((SELECT current_spaces())::uuid[]));
GRANT SELECT, INSERT, UPDATE, DELETE ON calendar_properties TO kalends_app;
