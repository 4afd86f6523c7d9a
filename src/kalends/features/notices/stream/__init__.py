"""The stream: what happens, told as it happens, to whoever may see it."""
