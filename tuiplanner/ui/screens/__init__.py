"""The screens: the main screen with its tabs, and the preview of the page."""
