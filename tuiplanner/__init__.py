"""Prepare for a medical appointment in a terminal; one plain-text page goes to the doctor."""

__version__ = "0.1.0"
