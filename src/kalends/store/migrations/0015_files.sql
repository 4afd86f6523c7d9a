-- safe while the old version runs: yes; it only adds tables.
-- Small files that programs keep beside their calendars, in folders, by WebDAV.

CREATE TABLE files (
    id uuid PRIMARY KEY,
    space_id uuid NOT NULL REFERENCES spaces (id) ON DELETE CASCADE,
    -- Names joined by slashes; compared byte by byte, so that what is in a folder is one range.
    path text COLLATE "C" NOT NULL,
    -- Null: it is a folder.
    content bytea,
    media_type text NOT NULL DEFAULT '',
    etag text NOT NULL,
    created_at timestamptz NOT NULL DEFAULT now(),
    changed_at timestamptz NOT NULL DEFAULT now(),
    CONSTRAINT a_path_is_one_file_in_a_space UNIQUE (space_id, path),
    CONSTRAINT a_file_is_in_one_space UNIQUE (id, space_id),
    CONSTRAINT a_path_is_not_endless CHECK (length(path) BETWEEN 1 AND 2000)
);

CREATE TABLE file_properties (
    file_id uuid NOT NULL,
    space_id uuid NOT NULL,
    -- "{namespace}name".
    name text NOT NULL,
    -- The element as XML, with the namespaces it needs.
    value text NOT NULL,
    PRIMARY KEY (file_id, name),
    CONSTRAINT a_property_is_in_the_space_of_its_file
    FOREIGN KEY (file_id, space_id) REFERENCES files (id, space_id) ON DELETE CASCADE
);

DO $$
DECLARE walled text;
BEGIN
    FOREACH walled IN ARRAY ARRAY['files', 'file_properties'] LOOP
        EXECUTE format('ALTER TABLE %I ENABLE ROW LEVEL SECURITY', walled);
        EXECUTE format('ALTER TABLE %I FORCE ROW LEVEL SECURITY', walled);
        EXECUTE format(
            'CREATE POLICY own_spaces ON %I USING (space_id = ANY ((SELECT current_spaces())::uuid[]))', walled
        );
        EXECUTE format('GRANT SELECT, INSERT, UPDATE, DELETE ON %I TO kalends_app', walled);
    END LOOP;
END $$;
