"""Small files in folders, as WebDAV has them: what programs keep beside their calendars."""
