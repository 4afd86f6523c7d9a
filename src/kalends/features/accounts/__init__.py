"""People, organisations, their spaces and roles; how they sign in, and what links let strangers do."""
