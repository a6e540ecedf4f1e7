"""File storage: the only package that uses TinyDB, locks and fsync."""
