"""Single edits of an entry do what they say, and refuse what can't be."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from glossary.concept import Definition
from glossary.errors import InputError, NotFound
from glossary.review import edits
from glossary.review.drafting import DERIVED_SOURCE
from glossary.vocabulary import AdministrativeStatus, PartOfSpeech, TermType

if TYPE_CHECKING:
    from glossary.concept import ConceptEntry


def _entry() -> ConceptEntry:
    return edits.new_entry("National People's Congress", "全国人民代表大会", subject_field="law")


def test_new_entry_gets_pinyin_by_rule() -> None:
    """A Chinese term that is typed without pinyin gets it, laid out, and not marked as by hand."""
    chinese = _entry().preferred("zh-Hans")
    assert chinese is not None
    assert (chinese.pinyin, chinese.pinyin_by_hand) == ("Quánguó Rénmín Dàibiǎo Dàhuì", False)


def test_hand_pinyin_is_kept_as_typed() -> None:
    """A reading that a person wrote wins and is marked as such."""
    entry = edits.with_pinyin(_entry(), "全国人民代表大会", "quánguó rénmín dàibiǎo dàhuì")
    chinese = entry.preferred("zh-Hans")
    assert chinese is not None
    assert (chinese.pinyin, chinese.pinyin_by_hand) == ("quánguó rénmín dàibiǎo dàhuì", True)


@pytest.mark.parametrize("reading", ["quánguó rénmín", "quánguó rénmín dàibiǎo dàhuò", "hello"])
def test_impossible_pinyin_is_refused(reading: str) -> None:
    """A reading with too few syllables, or with one that its character can't have, is refused."""
    with pytest.raises(InputError, match="can't be the pinyin"):
        edits.with_pinyin(_entry(), "全国人民代表大会", reading)


def test_acronyms_are_marked() -> None:
    """A term in capitals comes in as an acronym, admitted beside the preferred one."""
    entry = edits.with_new_term(_entry(), "en", "NPC")
    term = {t.term: t for _, t in entry.find_terms("en")}["NPC"]
    assert (term.status, term.term_type) == (AdministrativeStatus.ADMITTED, TermType.ACRONYM)


def test_one_preferred_term_a_language() -> None:
    """A term that becomes preferred makes the former one admitted."""
    entry = edits.with_status(edits.with_new_term(_entry(), "en", "NPC"), "NPC", "preferred")
    assert [(t.term, t.status.value) for _, t in entry.find_terms("en")] == [
        ("National People's Congress", "admitted"),
        ("NPC", "preferred"),
    ]


def test_traditional_is_derived_and_marked() -> None:
    """A derived Traditional term says that no person checked it."""
    entry = edits.with_traditional(edits.new_entry("industrial chain", "产业链"))
    term = entry.preferred("zh-Hant")
    assert term is not None
    assert (term.term, term.source) == ("產業鏈", DERIVED_SOURCE)


def test_renaming_a_chinese_term_reads_it_anew() -> None:
    """The pinyin of a Chinese term follows its new spelling."""
    term = edits.with_renamed(_entry(), "全国人民代表大会", "全国人大").preferred("zh-Hans")
    assert term is not None
    assert (term.term, term.pinyin) == ("全国人大", "Quánguó Réndà")


def test_a_source_goes_with_its_text() -> None:
    """Another definition has the source that is given with it, or none; the same text keeps its own."""

    def defined(entry: ConceptEntry, text: str | None, source: str | None = None) -> ConceptEntry:
        return edits.with_fields(entry, subject_field=None, definition=text, note=None, definition_source=source)

    entry = defined(_entry(), "A parliament.", "NPC Observer")
    entry = edits.with_language_definition(entry, "en", "An assembly.", "Xinhua")
    assert defined(entry, " A parliament. ") == entry
    assert edits.with_language_definition(entry, "en", "An assembly.") == entry
    other = defined(entry, "The legislature.")
    assert other.definition == Definition(text="The legislature.")
    assert edits.with_language_definition(entry, "en", "The body.").sections[0].definition == Definition(
        text="The body."
    )
    named = defined(other, None, "Constitution")
    assert named.definition == Definition(text="The legislature.", source="Constitution")
    with pytest.raises(InputError, match="no definition that a source could belong to"):
        defined(_entry(), None, "Constitution")


def test_fields_change_and_go() -> None:
    """Texts replace the fields, empty ones take them away."""
    entry = edits.with_fields(_entry(), subject_field="", definition="The legislature.", note="see also NPCSC")
    assert (entry.subject_field, entry.definition and entry.definition.text, entry.notes) == (
        None,
        "The legislature.",
        ("see also NPCSC",),
    )
    assert edits.with_fields(entry, subject_field=None, definition="", note="").definition is None


def test_part_of_speech_type_context_and_reference() -> None:
    """The other fields of a term can be set, a context gets a source, a reference comes once."""
    name = "National People's Congress"
    entry = edits.with_part_of_speech(_entry(), name, "other")
    entry = edits.with_term_type(entry, name, "fullForm")
    entry = edits.with_context(entry, name, "The NPC meets in March.")
    entry = edits.with_reference(edits.with_reference(entry, "npc-deputy"), "npc-deputy")
    term = entry.preferred("en")
    assert term is not None
    assert (term.part_of_speech, term.term_type) == (PartOfSpeech.OTHER, TermType.FULL_FORM)
    assert [(c.text, c.source) for c in term.contexts] == [("The NPC meets in March.", edits.OWN_SOURCE)]
    assert [reference.target for reference in entry.references] == ["npc-deputy"]


def test_mistakes_are_named() -> None:
    """Each wrong edit is refused with what is wrong."""
    with pytest.raises(NotFound, match="has no term 'NPCC'"):
        edits.with_status(_entry(), "NPCC", "preferred")
    with pytest.raises(InputError, match="no such status"):
        edits.with_status(_entry(), "National People's Congress", "best")
    with pytest.raises(InputError, match="no such language"):
        edits.with_new_term(_entry(), "zh", "人大")
    with pytest.raises(InputError, match="at least one Chinese character"):
        edits.with_new_term(_entry(), "zh-Hans", "NPC")
    with pytest.raises(InputError, match="last term"):
        edits.without_term(edits.new_entry("x"), "x")
    with pytest.raises(InputError, match="only Chinese terms"):
        edits.with_pinyin(_entry(), "National People's Congress", "a")
