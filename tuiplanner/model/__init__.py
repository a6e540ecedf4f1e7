"""The records of a planner and the rules that apply to them.

This package is pure: it has no screen, reads no file and no clock. Callers pass the day in.
"""
