"""What is in calendars: objects kept as they were sent, and the index of when they take place."""
