"""Between a candidate and a preferred term: what a person decides, and what it does to the termbase."""
