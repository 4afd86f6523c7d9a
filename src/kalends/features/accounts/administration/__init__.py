"""What the operators of a server do about its people."""
