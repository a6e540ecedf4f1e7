"""The page for the doctor, made from a planner, a visit and a day, without side effects."""
