"""Reminders: of events by their alarms, and of answers before a deadline."""
