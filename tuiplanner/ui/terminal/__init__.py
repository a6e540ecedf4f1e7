"""The terminal's side: bytes, keys, signals, and every private name of Textual that is used."""
