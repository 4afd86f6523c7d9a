"""Who looks on while something changes: one hub a process, and streams of server-sent events."""
