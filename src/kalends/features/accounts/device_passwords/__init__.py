"""Device passwords: what calendar programs sign in with, one for each, made by us and shown once."""
