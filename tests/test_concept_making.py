"""Entries made fast are in nothing different from those that their constructors make."""

from __future__ import annotations

import copy
import pickle
from dataclasses import FrozenInstanceError, fields, replace

import pytest

from glossary.concept import ConceptEntry, Context, CrossReference, Definition, LanguageSection, TermSection
from glossary.concept_making import make_entry, make_section, make_term
from glossary.vocabulary import AdministrativeStatus, PartOfSpeech, TermType

TERM = TermSection(
    term="𠮷祥",
    status=AdministrativeStatus.ADMITTED,
    part_of_speech=PartOfSpeech.NOUN,
    term_type=TermType.VARIANT,
    pinyin="jíxiáng",
    pinyin_by_hand=True,
    source="来源",
    notes=("a", "b"),
    contexts=(Context(text="c", source="d"),),
    other=("<x/>",),
)
SECTION = LanguageSection(
    language="zh-Hans", terms=(TERM,), definition=Definition(text="e", source="f"), notes=("g",), other=("<y/>",)
)
ENTRY = ConceptEntry(
    id="1",
    subject_field="h",
    definition=Definition(text="i"),
    notes=("j",),
    references=(CrossReference(target="2"),),
    sections=(SECTION,),
    other=("<z/>",),
)


@pytest.mark.parametrize(("make", "wanted"), [(make_term, TERM), (make_section, SECTION), (make_entry, ENTRY)])
def test_made_fast_is_the_same(make: object, wanted: TermSection | LanguageSection | ConceptEntry) -> None:
    """It is equal and of the same class, frozen, and can be copied, replaced and pickled."""
    assert callable(make)
    names = [field.name for field in fields(wanted)]
    made = make(*(getattr(wanted, name) for name in names))

    assert made == wanted
    assert type(made) is type(wanted)
    assert hash(made) == hash(wanted)
    assert repr(made) == repr(wanted)
    assert copy.deepcopy(made) == pickle.loads(pickle.dumps(made)) == replace(made) == wanted  # noqa: S301 - our own
    with pytest.raises(FrozenInstanceError):
        setattr(made, names[0], "other")
