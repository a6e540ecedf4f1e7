"""The screen's parts: rows, pickers, forms, dialogs, and what hostile text does to them."""
