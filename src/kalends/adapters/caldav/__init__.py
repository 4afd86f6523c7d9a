"""The CalDAV door: calendars for every client, under /dav/ (RFC 4791 and what it stands on)."""
