"""Whom a calendar is shared with, and what they say to it."""
