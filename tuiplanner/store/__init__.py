"""The file: the only room that knows TinyDB, locks and fsync."""
