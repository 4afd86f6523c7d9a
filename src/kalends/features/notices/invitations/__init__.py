"""Invitations: who is asked to what is agreed, and who is told that it is off."""
