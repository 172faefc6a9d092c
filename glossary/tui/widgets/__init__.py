"""Parts that views are built of, one a file."""
