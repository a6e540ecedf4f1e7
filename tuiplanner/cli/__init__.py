"""The command line: the planner in plain lines; the only package that prints or exits."""
