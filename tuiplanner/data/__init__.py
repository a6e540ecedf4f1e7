"""What is particular to conditions and to doctors' habits: data files, and their readers."""
