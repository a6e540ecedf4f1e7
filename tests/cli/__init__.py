"""The command line: what it prints, where, with which exit code, and what it leaves in the file."""
