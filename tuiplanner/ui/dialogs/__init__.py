"""What lies over the tabs for a while: the page, a list, a search, the keys."""
