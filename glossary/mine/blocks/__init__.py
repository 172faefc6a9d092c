"""A corpus in blocks: what is known of each is kept apart, on disk where it is large, and merged at the end."""
