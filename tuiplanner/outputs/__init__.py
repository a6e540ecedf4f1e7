"""What leaves the planner: a text file, JSON. Each is imported only when it is asked for."""
