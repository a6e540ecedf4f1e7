"""The tests mirror the rooms; what several of them draw from is in `strategies`."""
