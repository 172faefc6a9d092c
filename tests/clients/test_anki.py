"""Decks, as Anki imports them."""

from __future__ import annotations

import html
import json
import re
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from lxml import etree

from glossary.exchange.anki import write_anki
from tests.conftest import ROOT
from tests.termbases import entry_of

if TYPE_CHECKING:
    from collections.abc import Callable

pytestmark = pytest.mark.clients
SCRIPT = Path(__file__).with_name("anki_import.py")
FORCES = entry_of("a", en="*new quality productive forces|NQPF", hans="*新质生产力/xīn zhì shēngchǎnlì")
CHANGED = entry_of("a", en="*new quality forces", hans="*新质生产力/xīn zhì shēngchǎnlì")
GREEN = entry_of("b", en="*green [sound:x.mp3] <i>", hans="*𠮷野家")


def test_a_deck_is_brought_up_to_date_by_importing_it_again(
    tmp_path: Path, find_client: Callable[[str], str], run: Callable[..., str]
) -> None:
    """Changed entries are changed, new ones added, another deck is left alone, and what was learnt stays."""
    write_anki([FORCES], tmp_path / "first.apkg", title="Policy::Terms", seconds=1_800_000_000)
    write_anki([GREEN, CHANGED], tmp_path / "second.apkg", title="Policy::Terms", seconds=1_800_000_100)
    write_anki([entry_of("c", en="*other", hans="*别的")], tmp_path / "third.apkg", title="Other")
    packages = [tmp_path / f"{name}.apkg" for name in ("first", "second", "third")]
    printed = run(find_client("anki/python"), SCRIPT, tmp_path / "home.anki2", *packages)
    told = json.loads(printed)
    assert told["logs"] == [
        {"new": 1, "updated": 0, "conflicting": 0},
        {"new": 1, "updated": 1, "conflicting": 0},
        {"new": 1, "updated": 0, "conflicting": 0},
    ]
    assert told["is_sound"]
    by_question = {card["question"]: card for card in told["cards"]}
    assert len(by_question) == 6
    (learnt,) = (card for card in told["cards"] if "new quality forces" in card["question"])
    assert learnt["interval"] == 30
    assert "新质生产力" in learnt["answer"]
    assert "xīn zhì shēngchǎnlì" in learnt["answer"]
    assert {card["deck"] for card in told["cards"]} == {"Policy::Terms", "Other"}
    assert not any(card["sounds"] for card in told["cards"])
    assert any("𠮷野家" in card["question"] for card in told["cards"])


def test_the_whole_base_is_a_deck(
    sample: Path,
    tmp_path: Path,
    find_client: Callable[[str], str],
    run: Callable[..., str],
    export: Callable[..., Path],
) -> None:
    """Two cards an entry of the curated base; pinyin and every usage example are on the answers."""
    deck = export(sample, "base.apkg", "--for", "anki")
    told = json.loads(run(find_client("anki/python"), SCRIPT, tmp_path / "home.anki2", deck))
    concepts = etree.parse(ROOT / "seeds" / "policy-terms.tbx").findall(".//{*}conceptEntry")
    assert (told["is_sound"], len(told["cards"])) == (True, 2 * len(concepts))
    answers = [" ".join(html.unescape(re.sub(r"<[^>]+>", " ", card["answer"])).split()) for card in told["cards"]]
    everything = "\n".join(answers)
    examples = [
        descrip.text or "" for concept in concepts for descrip in concept.iterfind(".//{*}descrip[@type='context']")
    ]
    assert len(examples) > 500
    assert [example for example in examples if " ".join(example.split()) not in everything] == []
    (forces,) = (answer for answer in answers if answer.startswith("new quality productive forces 新质生产力 "))
    assert "xīnzhì shēngchǎnlì" in forces
