"""Data files about conditions and doctors' usual questions, and their readers."""
