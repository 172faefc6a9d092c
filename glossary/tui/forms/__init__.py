"""The form of an entry: what is typed into it, what keeps that safe, and how it is saved."""
