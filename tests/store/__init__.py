"""The file: what is acknowledged stays, whatever happens to the process, the disk or the rest."""
