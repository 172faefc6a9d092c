"""What formats for readers have in common: an entry as people read it."""
