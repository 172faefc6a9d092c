"""Learning from the reviewer: what was accepted and rejected ranks the rest anew, and says why."""

from glossary.review.learning.following import decide, follow_decisions, rerank
from glossary.review.learning.reasons import Kind, Reason, describe, reasons_of

__all__ = ["Kind", "Reason", "decide", "describe", "follow_decisions", "reasons_of", "rerank"]
