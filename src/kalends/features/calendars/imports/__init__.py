"""Calendar files of any size: stored as they come, cut into components, kept object by object."""
