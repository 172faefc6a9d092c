"""How often the right Chinese is proposed first for terms that were marked by hand.

Run: ``python -m tests.benchmarks.equivalents``. For every list it prints, over its core terms (each once) with a
known official rendering: how many were mined at all, how many of those have the right equivalent first, a wrong
one first, or none; beside the same for the dictionary alone. Right means equal but for quotation marks, or one of
the accepted terms of the same entry.
"""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING

from glossary.jobs.mining import mine_past, read_inputs
from glossary.jobs.seeds import load_base
from glossary.mine.equivalents.dictionary import DictionaryLayer
from glossary.text.chinese import fold_chinese
from glossary.text.english import fold
from tests.benchmarks.gold import GoldList, find_gold

if TYPE_CHECKING:
    from glossary.concept import Candidate


def accepted_forms() -> dict[str, set[str]]:
    """Return for each Chinese term of the base all accepted terms of its entries, folded."""
    forms: dict[str, set[str]] = {}
    for entry in load_base():
        own = {fold_chinese(t.term) for _, t in entry.find_terms("zh-Hans") if t.status.is_accepted}
        for form in own:
            forms.setdefault(form, set()).update(own)
    return forms


def measure(gold: GoldList, *, verbose: bool) -> None:
    """Print the figures of one list, and each wrong or missing term where that is asked for."""
    found = mine_past(read_inputs([gold.documents]).documents)
    by_key: dict[str, Candidate] = {}
    for candidate in found:
        for form in (candidate.term, *(variant.term for variant in candidate.variants)):
            by_key.setdefault(fold(form), candidate)
    core = {fold(g.term): g for g in gold.terms if g.is_core and g.equivalent}
    forms = accepted_forms()
    dictionary = DictionaryLayer([g.term for g in core.values()])
    counts = {"ours": [0, 0, 0], "CC-CEDICT alone": [0, 0, 0]}
    mined = 0
    for key, term in core.items():
        match = by_key.get(key)
        mined += match is not None
        ours = match.equivalents[0].term if match and match.equivalents else None
        theirs = next((p.term for p in dictionary.propose([term.term])), None)
        for name, answer in (("ours", ours), ("CC-CEDICT alone", theirs)):
            verdict = judge(answer, term.equivalent, forms)
            counts[name][verdict] += 1
            if verbose and name == "ours" and verdict:
                print(f"  {('', 'wrong', 'none')[verdict]:6}{term.term} | {term.equivalent} | {answer}")
    print(f"{gold.name}: {len(core)} core terms with a rendering, {mined} mined")
    print(f"  {'':18}{'right first':>14}{'wrong first':>14}{'none':>8}")
    for name, (right, wrong, none) in counts.items():
        print(f"  {name:18}{right / len(core):>14.1%}{wrong / len(core):>14.1%}{none / len(core):>8.1%}")


def judge(answer: str | None, wanted: str, forms: dict[str, set[str]]) -> int:
    """Return 0 for right, 1 for wrong, 2 for no answer."""
    if answer is None:
        return 2
    given, right = fold_chinese(answer), fold_chinese(wanted)
    return 0 if given == right or given in forms.get(right, ()) else 1


if __name__ == "__main__":
    for listed in find_gold():
        measure(listed, verbose="-v" in sys.argv)
