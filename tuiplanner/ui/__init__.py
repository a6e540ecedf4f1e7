"""The screen. It knows the model and the page; it never touches a file."""
