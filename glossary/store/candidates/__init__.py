"""Candidates: what was mined or proposed, what people decided about it, and the queue in which they do."""
