"""The forms: the fields of one record. A base class is shared; each kind has its own fields."""
