-- safe while the old version runs: yes; what it adds has defaults, and the old version knows none of it.
-- What those with whom a calendar is shared, and those who share it, are told of it, and what they say to it. A share is
-- in force from the start; to decline takes it back.

ALTER TABLE calendar_shares
-- Whom its owner meant, as they said it: a "mailto:" address; empty where by name.
ADD COLUMN named text NOT NULL DEFAULT '',
-- What its owner calls them, and what they wrote to them.
ADD COLUMN common_name text NOT NULL DEFAULT '',
ADD COLUMN summary text NOT NULL DEFAULT '',
-- Null: nothing was said yet. Of what is shared already nobody asks any more.
ADD COLUMN answered_at timestamptz DEFAULT now(),
ADD COLUMN changed_at timestamptz NOT NULL DEFAULT now(),
-- Whether word of it lies with them no more: of the share, with whom it is shared with; of their answer, with its owner.
ADD COLUMN is_seen boolean NOT NULL DEFAULT true,
ADD COLUMN is_answer_seen boolean NOT NULL DEFAULT true;
-- What is shared from now on waits for an answer; nobody writes the column yet.
-- squawk-ignore ban-drop-default
ALTER TABLE calendar_shares ALTER COLUMN answered_at DROP DEFAULT;

-- What was shared with somebody who did not want it, or no longer. It opens nothing.
CREATE TABLE declined_shares (
    calendar_id uuid NOT NULL,
    space_id uuid NOT NULL,
    person_id uuid NOT NULL REFERENCES people (id) ON DELETE CASCADE,
    access text NOT NULL,
    named text NOT NULL,
    common_name text NOT NULL,
    summary text NOT NULL,
    changed_at timestamptz NOT NULL DEFAULT now(),
    is_answer_seen boolean NOT NULL DEFAULT false,
    CONSTRAINT a_share_is_declined_by_a_person_once PRIMARY KEY (calendar_id, person_id),
    CONSTRAINT a_declined_share_is_in_the_space_of_its_calendar
    FOREIGN KEY (calendar_id, space_id) REFERENCES calendars (id, space_id) ON DELETE CASCADE
);
CREATE INDEX declined_shares_of_a_person ON declined_shares (person_id);

ALTER TABLE declined_shares ENABLE ROW LEVEL SECURITY;
ALTER TABLE declined_shares FORCE ROW LEVEL SECURITY;
CREATE POLICY own_spaces ON declined_shares USING (space_id = ANY ((SELECT current_spaces())::uuid []));
GRANT SELECT, INSERT, UPDATE, DELETE ON declined_shares TO kalends_app;
