"""Files that events carry (RFC 8607): kept here, named in the events' own lines."""
