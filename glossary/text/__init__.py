"""Pure functions on strings: no file, no database, no network."""
