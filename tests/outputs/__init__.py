"""What leaves the planner: the text file, the letters of old printers, the printer, JSON."""
