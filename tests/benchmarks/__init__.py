"""What the planner costs, each figure beside its bound: `python -m tests.benchmarks`."""
