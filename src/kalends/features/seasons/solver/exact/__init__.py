"""Exact models (CP-SAT): parts of a season from an incumbent, whole small leagues with proof, and conflict sets."""
