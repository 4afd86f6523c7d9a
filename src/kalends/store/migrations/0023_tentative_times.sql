-- safe while the old version runs: yes; it adds a column that the old version does not write: where it is null, the
-- event itself is asked.
-- Whether an occurrence is only tentative, where busy times are told from: to read it out of each event took most of the
-- time of the answer.
ALTER TABLE occurrences ADD COLUMN is_tentative boolean;
