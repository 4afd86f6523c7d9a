"""iCalendar objects (RFC 5545) as clients send them: read once when they are written, and never written anew."""
