"""The screens: the planner with its tabs, and the preview of the page."""
