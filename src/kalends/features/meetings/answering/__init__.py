"""Answers: who takes part, when they can, and which slots suit most of them."""
