"""Journeys through the screen by keys alone, told by what is stored and what is seen."""
