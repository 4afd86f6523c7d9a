"""Independent suites and clients, each run against a live CalDAV server as a stranger would: see conformance.py."""
