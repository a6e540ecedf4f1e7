"""The terminal: bytes, keys and signals, and every use of a private name of Textual."""
