"""Forms: one record's fields on the screen. Shared mechanics; each kind says its own fields."""
