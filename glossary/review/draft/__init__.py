"""An entry while a person types it: plain strings, valid or not, and what stands in the way of saving it."""

from glossary.review.draft.entry_draft import EntryDraft
from glossary.review.draft.parts import ContextDraft, Problem, ReferenceDraft, TermDraft

__all__ = ["ContextDraft", "EntryDraft", "Problem", "ReferenceDraft", "TermDraft"]
