"""The fixed words of the field, each with its code in TBX (ISO 30042:2019, TBX-Basic)."""

from __future__ import annotations

from enum import StrEnum


class Language(StrEnum):
    """Languages of a termbase, as BCP 47 tags."""

    ENGLISH = "en"
    SIMPLIFIED_CHINESE = "zh-Hans"
    TRADITIONAL_CHINESE = "zh-Hant"

    @property
    def is_chinese(self) -> bool:
        """Whether terms of this language are written in Chinese characters."""
        return self is not Language.ENGLISH


class AdministrativeStatus(StrEnum):
    """How a term stands in its concept: ``administrativeStatus`` in TBX."""

    PREFERRED = "preferred"
    ADMITTED = "admitted"
    DEPRECATED = "deprecated"
    SUPERSEDED = "superseded"

    @property
    def tbx(self) -> str:
        """The TBX picklist value, such as ``preferredTerm-admn-sts``."""
        return f"{self.value}Term-admn-sts"

    @property
    def is_accepted(self) -> bool:
        """Whether a translator may use the term."""
        return self is AdministrativeStatus.PREFERRED or self is AdministrativeStatus.ADMITTED


class PartOfSpeech(StrEnum):
    """``partOfSpeech`` in TBX-Basic."""

    NOUN = "noun"
    VERB = "verb"
    ADJECTIVE = "adjective"
    ADVERB = "adverb"
    OTHER = "other"


class TermType(StrEnum):
    """``termType`` in TBX-Basic."""

    FULL_FORM = "fullForm"
    ACRONYM = "acronym"
    ABBREVIATION = "abbreviation"
    SHORT_FORM = "shortForm"
    VARIANT = "variant"
    PHRASE = "phrase"


class CandidateStatus(StrEnum):
    """Where a candidate stands between mining and the termbase."""

    PENDING = "pending"
    KNOWN = "known"
    ACCEPTED = "accepted"
    REJECTED = "rejected"


class ProposedKind(StrEnum):
    """Why a change of an entry waits for a decision."""

    SUGGESTION = "suggestion"
    CONFLICT = "conflict"


class Side(StrEnum):
    """Whose state of an entry: that of the termbase, or that which comes from elsewhere."""

    OURS = "ours"
    THEIRS = "theirs"


class Method(StrEnum):
    """How an equivalent was found, strongest first."""

    BASE = "base"
    IMPORT = "import"
    GLOSS = "gloss"
    PARALLEL = "parallel"
    COMPARABLE = "comparable"
    DICTIONARY = "dictionary"
    PLUGIN = "plugin"


class Strictness(StrEnum):
    """How much the miner keeps: fewer and surer, or more and looser."""

    STRICT = "strict"
    BALANCED = "balanced"
    WIDE = "wide"


class SubjectField(StrEnum):
    """The subject fields of the curated base; a termbase may use any other string too."""

    INSTITUTIONS = "Party and state institutions"
    PLANS = "plans and strategies"
    PHRASES = "set phrases and slogans"
    ECONOMY = "economy and industry"
    TRADE = "opening-up and trade"
    REGIONS = "regions and transport"
    FINANCE = "finance"
    ECOLOGY = "ecology and energy"
    SCIENCE = "science and technology"
    SOCIETY = "society"
    LAW = "law"
    DIPLOMACY = "diplomacy and international organisations"
    STATISTICS = "statistics"


class Role(StrEnum):
    """What somebody may do in a termbase, each role with all that those before it may."""

    READER = "reader"
    CONTRIBUTOR = "contributor"
    REVIEWER = "reviewer"
    ADMIN = "admin"

    def includes(self, other: Role) -> bool:
        """Whether this role may do all that another may."""
        order = list(Role)
        return order.index(self) >= order.index(other)
