"""Benchmarks of the planner, each figure beside its bound: `python -m tests.benchmarks`."""
