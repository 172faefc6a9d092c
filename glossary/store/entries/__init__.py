"""Concept entries: read, written, searched, listed, and compared."""
