"""The worker: expands facts into deliveries and hands each to its channel, at least once."""
