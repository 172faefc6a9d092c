"""How a job tells its caller how far it is, and how it is stopped."""

from glossary.progress import Progress, ticking

__all__ = ["Progress", "ticking"]
