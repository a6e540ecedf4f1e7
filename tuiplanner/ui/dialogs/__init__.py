"""The dialogs over the tabs, such as the page, a list, a search or the keys."""
