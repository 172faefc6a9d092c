"""One entry with all it has."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any
from urllib.parse import quote

from glossary.serve.http.page.html import Html, element, joined
from glossary.serve.http.page.layout import page, search_form
from glossary.serve.http.page.parts import badge, chinese, copy_button, derived_badge, designation
from glossary.serve.http.page.plot import SHOWN, plot_documents, plot_months
from glossary.serve.http.page.writing import chinese_terms, english_terms, standing_for, text_in
from glossary.vocabulary import Language

if TYPE_CHECKING:
    from collections.abc import Sequence

    from glossary.serve.http.page.reader import Reader
    from glossary.serve.http.page.writing import Written
    from glossary.store.entries.uses import Uses

_NAMES = {
    Language.ENGLISH.value: "English",
    Language.SIMPLIFIED_CHINESE.value: "Simplified Chinese",
    Language.TRADITIONAL_CHINESE.value: "Traditional Chinese",
}


def entry_page(reader: Reader, entry: dict[str, Any], uses: Sequence[Uses], links: dict[str, str]) -> Html:
    """Return the page of an entry.

    Args:
        reader: for whom.
        entry: as the contract has it.
        uses: how often which documents mention it.
        links: the English terms of the entries it refers to, by their ids.
    """
    english, han = english_terms(entry), chinese_terms(entry, reader)
    title = " · ".join(term.term for term in (standing_for(han), standing_for(english)) if term)
    content = (
        _heading(reader, english, han, entry["subject_field"]),
        _definition(reader, entry["definition"]),
        _terms(reader, [han, *_other_terms(entry, han, reader), english]),
        _contexts(reader, entry),
        _use(reader, uses),
        _notes(reader, entry["notes"]),
        _references(reader, entry["references"], links),
        element(
            "p",
            element("a", reader.t("Back to the search"), href="/", class_="back"),
            element("a", reader.t("As JSON"), href=f"/v1/entries/{quote(entry['id'], safe='')}"),
            class_="quiet ways",
        ),
    )
    return page(reader, title, search_form(reader), element("article", *content), kind="entry")


def _heading(reader: Reader, english: Sequence[Written], han: Sequence[Written], field: str | None) -> Html:
    lines: list[Html] = []
    if term := standing_for(han):
        lines.append(element("span", chinese(term), copy_button(reader, term.term), class_="line"))
    if term := standing_for(english):
        name = element("span", term.term, class_="en", lang="en")
        lines.append(element("span", name, copy_button(reader, term.term), class_="line"))
    about = [element("span", reader.t(field), class_="field")] if field else []
    if han and han[0].is_derived:
        about.append(derived_badge(reader))
    return element("header", element("h1", *lines), element("p", *about, class_="about") if about else None)


def _definition(reader: Reader, definition: str | None) -> Html | None:
    return _part(reader, "Definition", element("p", definition)) if definition else None


def _terms(reader: Reader, groups: Sequence[Sequence[Written]]) -> Html:
    rows = [
        element(
            "div",
            element("dt", reader.t(_NAMES.get(terms[0].language, terms[0].language))),
            *(_term(reader, term, terms) for term in terms),
            class_="language",
        )
        for terms in groups
        if terms
    ]
    return _part(reader, "Terms", element("dl", *rows, class_="terms"))


def _term(reader: Reader, term: Written, same: Sequence[Written]) -> Html:
    marks = [badge(reader, term.status), derived_badge(reader) if term.is_derived else None]
    kinds = element("span", reader.t(", ").join(map(reader.t, term.kinds)), class_="kind") if term.kinds else None
    reading = element("span", term.pinyin, class_="reading", lang="zh-Latn-pinyin") if term.pinyin else None
    after = (
        copy_button(reader, term.term) if term.is_accepted else element("span", _advice(reader, same), class_="advice")
    )
    lines = [
        element("p", designation(term), reading, *marks, kinds, after, class_="line"),
        element("p", reader.t("Source: {source}", source=term.source), class_="quiet") if term.source else None,
        element("p", term.note, class_="quiet note") if term.note else None,
    ]
    return element("dd", *lines, class_=None if term.is_accepted else "rejected")


def _advice(reader: Reader, same: Sequence[Written]) -> str:
    better = next((term for term in same if term.is_accepted), None)
    return reader.t("use instead: {term}", term=better.term) if better else reader.t("don't use")


def _other_terms(entry: dict[str, Any], han: Sequence[Written], reader: Reader) -> list[list[Written]]:
    """Return the Chinese terms in the writing that isn't the reader's, where the entry has them."""
    shown = {term.language for term in han}
    both = chinese_terms(entry, reader.__class__(script="hans")), chinese_terms(entry, reader.__class__(script="hant"))
    return [terms for terms in both if terms and terms[0].language not in shown and not terms[0].is_derived]


def _contexts(reader: Reader, entry: dict[str, Any]) -> Html | None:
    quotes = []
    for context in entry["contexts"]:
        text, language = text_in(context["text"], context["language"], reader)
        marked = _marked(text, [term["term"] for term in entry["terms"]])
        source = element("figcaption", context["source"]) if context["source"] else None
        quotes.append(element("figure", element("blockquote", marked, lang=language), source))
    return _part(reader, "Usage examples", *quotes) if quotes else None


def _marked(text: str, terms: Sequence[str]) -> Html:
    """Return a sentence with the first of its terms marked."""
    places = [(text.casefold().find(term.casefold()), -len(term)) for term in terms]
    found = min((place for place in places if place[0] >= 0), default=None)
    if found is None or len(text.casefold()) != len(text):
        return joined(text)
    start, end = found[0], found[0] - found[1]
    return joined(text[:start], element("mark", text[start:end]), text[end:])


def _use(reader: Reader, uses: Sequence[Uses]) -> Html | None:
    if not uses:
        return _part(reader, "Use in the documents", _quiet(reader.t("No document that was mined mentions it.")))
    total = sum(use.count for use in uses)
    mentions = reader.t("1 mention") if total == 1 else reader.t("{count} mentions", count=f"{total:,}")
    documents = reader.t("1 document") if len(uses) == 1 else reader.t("{count} documents", count=f"{len(uses):,}")
    more = len(uses) - SHOWN
    return _part(
        reader,
        "Use in the documents",
        _quiet(reader.t("{mentions} in {documents}", mentions=mentions, documents=documents)),
        plot_months(uses, reader),
        plot_documents(uses, reader),
        _quiet(reader.t("and {count} more documents", count=f"{more:,}")) if more > 0 else None,
    )


def _notes(reader: Reader, notes: Sequence[str]) -> Html | None:
    return _part(reader, "Notes", *(element("p", note, class_="note") for note in notes)) if notes else None


def _references(reader: Reader, targets: Sequence[str], links: dict[str, str]) -> Html | None:
    items = [element("li", _reference(target, links)) for target in targets]
    return _part(reader, "See also", element("ul", *items, class_="references")) if items else None


def _reference(target: str, links: dict[str, str]) -> Html:
    if target.startswith(("https://", "http://")):
        return element("a", target, href=target, rel="noreferrer noopener external")
    if target in links:
        return element("a", links[target] or target, href=f"/entries/{quote(target, safe='')}")
    return element("span", target)


def _part(reader: Reader, title: str, *content: Html | None) -> Html:
    return element("section", element("h2", reader.t(title)), *content)


def _quiet(text: str) -> Html:
    return element("p", text, class_="quiet")
