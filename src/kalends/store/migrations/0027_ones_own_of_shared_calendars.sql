-- safe while the old version runs: yes; it only adds a table.
-- What somebody's programs write of a calendar that others share with them, such as its colour: for them alone, and as
-- long as it is shared. As XML, by "{namespace}name".

CREATE TABLE shared_calendar_properties (
    calendar_id uuid NOT NULL,
    space_id uuid NOT NULL,
    person_id uuid NOT NULL,
    name text NOT NULL,
    value text NOT NULL,
    PRIMARY KEY (calendar_id, person_id, name),
    CONSTRAINT ones_own_is_of_what_is_shared_with_one
    FOREIGN KEY (calendar_id, person_id) REFERENCES calendar_shares (calendar_id, person_id) ON DELETE CASCADE,
    CONSTRAINT ones_own_is_in_the_space_of_its_calendar
    FOREIGN KEY (calendar_id, space_id) REFERENCES calendars (id, space_id) ON DELETE CASCADE
);

ALTER TABLE shared_calendar_properties ENABLE ROW LEVEL SECURITY;
ALTER TABLE shared_calendar_properties FORCE ROW LEVEL SECURITY;
CREATE POLICY own_spaces ON shared_calendar_properties
USING (space_id = ANY ((SELECT current_spaces())::uuid []));
GRANT SELECT, INSERT, UPDATE, DELETE ON shared_calendar_properties TO kalends_app;
