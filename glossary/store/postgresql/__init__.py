"""A termbase on a PostgreSQL server: how it is opened, read, searched and watched there."""
