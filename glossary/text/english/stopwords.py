"""Closed lists of general English: words that no term begins with, or that tell nothing."""

from __future__ import annotations


def _words(text: str) -> frozenset[str]:
    """Return the words of a text."""
    return frozenset(text.split())


PREPOSITIONS = _words(
    """
    about above across after against along alongside amid amidst among amongst around as at before behind
    below beneath beside besides between beyond by concerning despite during except for from in inside into
    like minus near of on onto outside over per plus regarding since than through throughout till to toward
    towards under unlike until upon versus via vs with within without
    """
)
"""Prepositions and the conjunctions that look like them."""

_OTHER_FUNCTION_WORDS = _words(
    """
    a according additionally again ago all almost already also although always am an and another any are
    based be because been being both but can cannot certain could currently did do does doing done down due
    e.g e.g. each eg either else et etc even ever every few following further furthermore generally had has
    have having he hence her here hers herself him himself his how however i i.e i.e. ie if instead is it
    its itself just many may me meanwhile might more moreover most much must my myself neither never no nor
    not now nowadays off often once one ones only or other our ourselves out own quite rather recently
    respectively same several shall she should so some sometimes soon still such that the their theirs them
    themselves then there thereby therefore therein thereof these they this those though thus today tomorrow
    too up us usually various very was we well were what when where whereas whether which while who whom
    whose why will would yesterday yet you your yourself
    """
)
"""Determiners, pronouns, auxiliaries, conjunctions, and adverbs of time and order."""

FUNCTION_WORDS = _OTHER_FUNCTION_WORDS | PREPOSITIONS
"""Words of grammar: no term holds one, but for the links of ``mine.bridges``."""

COMMON_VERBS = _words(
    """
    became become becomes come comes ensure ensures find finds found get gets give given gives giving go
    goes got help helped helping helps include included includes including keep keeps lead leads led let
    made make makes making need needed needs provide provided provides require required requires said say
    says see seen sees show showed shown shows take taken takes taking use used uses using want wants went
    """
)
"""Verbs of every text; a form that is a noun too counts as one only where its place says so."""

QUANTIFIERS = _words(
    """
    able about above-mentioned additional aforementioned another available billion certain coming
    corresponding current different double dozen dozens due earlier eight eleven entire every few fifth
    first five following four fourth further half hundred hundreds last later latest least less likely many
    million millions more most much nearly next nine numerous one ones ongoing other over own particular
    past present previous recent related relevant respective same second seven several six so-called
    specific such ten third thousand thousands total trillion twelve twice upcoming various whole
    """
)
"""Words of quantity and order that count or point instead of naming: no term begins with them."""

NAMING_MODIFIERS = _words(
    """
    broad common general high large long low new overall real short small strong wide
    """
)
"""Adjectives that go with any noun and yet begin many a term: “new quality productive forces”."""

_OTHER_LOOSE_MODIFIERS = _words(
    """
    multiple cutting-edge world-class first-class top-tier orderly large-scale year-on-year steady sound
    abundant active actual appropriate average best better big bigger biggest broader clear closer complex
    concrete considerable crucial deeper difficult early easier easy enormous essential existing extra
    famous faster favorable full future good great greater greatest hard higher highest huge important
    impressive inevitable irreplaceable key larger largest late lower lowest main major minor nearby
    necessary negative normal obvious old older original positive possible profound prominent proper
    remarkable significant similar simple single slower smaller smallest solid special stronger substantial
    suitable tremendous true typical unique unprecedented usual vibrant vital well-known wider
    """
)
"""Adjectives of praise and size that go with any noun."""

LOOSE_MODIFIERS = _OTHER_LOOSE_MODIFIERS | QUANTIFIERS | NAMING_MODIFIERS
"""Words before a term that seldom are a part of it: “major ports”, “several plans”.

A phrase doesn't lose its independence by them.
"""

EMPTY_HEADS = _words(
    """
    achievement advantage afternoon aim amount anything article aspect attention attribute author beginning
    billion bit case century challenge chance change chapter child confidence date day decade decrease
    degree dollar effort end enhancement euro evening example experience extent fact feeling figure form
    friend goal group half hectare highlight hour idea importance improvement increase instance interest
    issue kilometer kilometre kind lack level line lot majority man matter member mention meter metre
    million moment month morning move name need night number opportunity order other page pair part people
    percent percentage period person photo picture piece place point possibility problem purpose question
    range reason reporter rest result role section sense series set side sidelines something sort step story
    table thing thought time title today tomorrow ton trillion type use variety view way week woman word
    writer year yesterday yuan
    """
)
"""Nouns too general to be a part of most terms, singular."""

GENERAL_SINGLES = _words(
    """
    area city country county field location nation province region state town village world
    """
)
"""Nouns too general to be a term alone, though many a term ends in them: “border area”."""

CALENDAR = _words(
    """
    apr april aug august dec december feb february friday jan january jul july jun june mar march may monday
    nov november oct october saturday sep sept september sunday thursday tuesday wednesday
    """
)
"""Months and days."""
