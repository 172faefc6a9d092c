"""Whole jobs, put together of what the layers below can do; every front end calls these."""
