"""What clients ask of a calendar's objects (RFC 4791): which match a filter, what of them to show, when one is busy."""
