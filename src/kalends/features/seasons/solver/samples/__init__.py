"""Seasons that ship with the engine."""
