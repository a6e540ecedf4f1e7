"""Planner + visit + today -> the page that goes to the doctor. Pure."""
