"""The panes: one tab's list each. Shared mechanics; each kind says its own rows and keys."""
