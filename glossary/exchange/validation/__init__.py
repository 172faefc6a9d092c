"""Whether a file keeps the rules of its format: what is wrong where, and how to mend it."""

from glossary.exchange.validation.document import validate_tbx
from glossary.exchange.validation.violation import Violation

__all__ = ["Violation", "validate_tbx"]
