"""What clients write of objects and homes that only they understand (RFC 4918, section 4)."""
