"""Doors and windows: each translates, then calls one service."""
