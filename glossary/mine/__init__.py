"""Documents in, candidates out: read, clean, find, count, rank, illustrate, propose equivalents."""
