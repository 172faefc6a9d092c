"""The change log: every write is a revision in it, which can be read, taken back and done again."""
