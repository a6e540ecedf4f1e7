"""The page: golden pages, and the rules that hold for any planner."""
