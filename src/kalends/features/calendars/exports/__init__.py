"""Calendars on their way out: exported whole by those who may look into them, or by a secret link as a feed."""
