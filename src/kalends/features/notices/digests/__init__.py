"""Digests: one's day each morning, one's meetings once a week."""
