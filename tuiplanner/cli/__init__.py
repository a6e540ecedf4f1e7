"""The command line: the same planner in plain lines. The only room that prints or exits."""
