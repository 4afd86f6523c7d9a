"""Kalends: where times get agreed, for people and for leagues."""

__version__ = "0.1.0"
