"""Webhooks: addresses that are told what happens in a space, as Standard Webhooks 1.0 says."""
