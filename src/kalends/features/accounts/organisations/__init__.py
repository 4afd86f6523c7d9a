"""Organisations: spaces that several people share, each with a role."""
