"""The data files: what ships, and what a person puts beside it."""
