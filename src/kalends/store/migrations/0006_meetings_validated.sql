-- safe while the old version runs: yes; it reads the tables beside their writers, who wait for the index at its end.
-- Holds the rows from before 0005 to its constraints; apart from it, since 0005 locks readers out while it lasts.

ALTER TABLE meetings VALIDATE CONSTRAINT a_meeting_repeats_for_a_year_at_most;
ALTER TABLE meetings VALIDATE CONSTRAINT a_quorum_is_a_number_of_heads;
ALTER TABLE meetings VALIDATE CONSTRAINT answers_are_open_or_blind;
ALTER TABLE meetings VALIDATE CONSTRAINT a_buffer_is_a_day_at_most;
ALTER TABLE meetings VALIDATE CONSTRAINT only_a_deadline_books;
ALTER TABLE participants VALIDATE CONSTRAINT a_weight_is_0_to_100;
ALTER TABLE participants VALIDATE CONSTRAINT a_group_has_a_name;
ALTER TABLE spaces VALIDATE CONSTRAINT a_space_is_personal_an_organisation_or_a_guests;

-- What the worker looks for every second.
-- squawk-ignore require-concurrent-index-creation
CREATE INDEX deadlines_to_keep ON meetings (deadline)
WHERE deadline IS NOT NULL AND deadline_kept_at IS NULL AND cancelled_at IS NULL AND opened_at IS NOT NULL;
