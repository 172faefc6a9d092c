"""Readers: one module a format, each with ``read(data, path=..., encoding=...)``."""
