"""What comes in: portal files, copied lists and other planners."""
