"""Calendars and what is in them: events, when they recur, who may see them, when somebody is busy."""
