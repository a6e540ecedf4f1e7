"""The panes: one list for each tab. A base class is shared; each kind has its rows and keys."""
