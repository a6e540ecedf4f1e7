"""What a planner is: the model, without a screen, a file or a clock."""
