"""Travelling tournaments: a kernel of their own for round robins of which nothing is asked but short ways."""
