"""Open Sports Scheduling Standard (OSSS, CC BY 4.0): seasons and schedules, in and out.

The standard's core schema is read and written; the dialects of its published examples and data sets are read too.
A season has fixtures, venues with hours and rules, but no slots: they are laid where a venue is open (`grid`).
"""

from kalends.features.seasons.solver.formats.osss.reading import read_problem, unread
from kalends.features.seasons.solver.formats.osss.schedule import read_schedule, write_schedule
from kalends.features.seasons.solver.formats.osss.writing import write_problem

__all__ = ["read_problem", "read_schedule", "unread", "write_problem", "write_schedule"]
