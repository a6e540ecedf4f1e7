"""The user interface: it knows the model and the page, and never touches a file."""
