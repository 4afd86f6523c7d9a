"""What every floor stands on: ids, time, errors, facts, actors. Standard library only."""
