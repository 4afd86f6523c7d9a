"""The record of what was done, as owners, admins and auditors read it; and whether it is still what it was."""
