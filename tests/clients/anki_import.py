"""Imports packages into a new collection of Anki, and says what it holds; run by Anki's own Python."""

import json
import sys

from anki.collection import Collection, ImportAnkiPackageOptions, ImportAnkiPackageRequest  # type: ignore[import-not-found]

place, *packages = sys.argv[1:]
collection = Collection(place)
logs = []
for number, package in enumerate(packages):
    request = ImportAnkiPackageRequest(package_path=package, options=ImportAnkiPackageOptions())
    log = collection.import_anki_package(request).log
    logs.append({"new": len(log.new), "updated": len(log.updated), "conflicting": len(log.conflicting)})
    if number == 0:
        card = collection.get_card(collection.find_cards("card:1")[0])
        card.ivl, card.reps, card.type, card.queue, card.due = 30, 5, 2, 2, 100
        collection.update_card(card)
cards = [
    {
        "deck": collection.decks.name(card.did),
        "question": card.question().rpartition("</style>")[2],
        "answer": card.answer().rpartition("</style>")[2],
        "sounds": len(card.answer_av_tags()),
        "interval": card.ivl,
        "tags": card.note().tags,
    }
    for card in map(collection.get_card, collection.find_cards("", order="c.id asc"))
]
_, is_sound = collection.fix_integrity()
json.dump({"logs": logs, "cards": cards, "is_sound": is_sound}, sys.stdout)
