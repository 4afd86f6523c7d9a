"""What every HTTP door shares: the middleware in its order, problems, conditions, limits."""
