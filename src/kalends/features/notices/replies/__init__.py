"""Mail that comes in: what calendars reply to our invitations, and what bounces."""
