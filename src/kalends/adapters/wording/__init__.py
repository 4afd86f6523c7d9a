"""What we say to people in their language: letters and notices, worded."""
