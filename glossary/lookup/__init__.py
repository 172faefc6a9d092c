"""Terms by query and in running text: ``queries`` answers a query, ``recognition`` finds terms in a text."""
