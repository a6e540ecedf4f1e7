"""What a planner is. Pure: no screen, no file, no clock; the day is always handed in."""
