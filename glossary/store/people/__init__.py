"""Who works on a termbase: users with their roles and tokens, and what each may do."""
