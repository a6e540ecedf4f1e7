"""What may go wrong around the planner, made to happen: nothing is lost, nothing gets out."""
