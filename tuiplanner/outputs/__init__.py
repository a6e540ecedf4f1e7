"""Output formats: text files, JSON and others. Each module is imported only when it is needed."""
