"""Copies of whole termbases: kept beside them, moved to other databases, and brought back."""
