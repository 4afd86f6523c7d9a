"""Meetings: times proposed, answers given, the best slots ranked, one booked and everybody invited."""
