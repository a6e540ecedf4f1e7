"""Golden pages: whole pages that people read in review. `python -m tests.golden` rewrites them."""
