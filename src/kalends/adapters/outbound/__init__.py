"""Requests to addresses that people enter: guarded, bounded, and never into the operator's own network."""
