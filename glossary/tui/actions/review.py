"""What works in the review."""

from __future__ import annotations

from glossary.tui.actions.action import Action, action

#: The numbers that a proposed equivalent can be chosen by.
NUMBERS = range(1, 10)

ACTIONS: tuple[Action, ...] = (
    action(
        "review.accept",
        "a",
        "Accept",
        "Accept with the equivalent that ▶ points at, or all marked candidates",
        shown=True,
        command="glossary accept",
    ),
    *(
        action(
            f"review.accept_{number}",
            str(number),
            f"Accept with {number}",
            f"Accept with equivalent {number}",
            call=f"accept_number({number})",
            command=f"glossary accept --equivalent {number}",
        )
        for number in NUMBERS
    ),
    action(
        "review.accept_bare",
        "0",
        "No Chinese",
        "Accept without a Chinese equivalent",
        command="glossary accept",
    ),
    action(
        "review.write",
        "t",
        "Write Chinese",
        "Write the Chinese by hand, then accept",
        shown=True,
        command="glossary accept --equivalent TERM",
    ),
    action("review.edit", "e", "Edit", "Edit the entry that it makes, then accept", shown=True),
    action(
        "review.reject",
        "r",
        "Reject",
        "Reject the candidate, or all marked ones",
        shown=True,
        command="glossary reject",
    ),
    action("review.merge", "m", "Merge", "Merge into an entry that is there", shown=True, command="glossary merge"),
    action("review.skip", "s", "Skip", "Leave it for later and go on", shown=True),
    action(
        "review.reopen", "u", "Reopen", "Let rejected candidates wait for a decision again", command="glossary reopen"
    ),
    action("review.next_equivalent", "full_stop", "Next equivalent", "Point at the next equivalent", call="point(1)"),
    action(
        "review.previous_equivalent", "comma", "Equivalent before", "Point at the equivalent before", call="point(-1)"
    ),
    action(
        "review.occurrences", "o", "In use", "Show where the term occurs", shown=True, command="glossary occurrences"
    ),
    action(
        "review.statuses",
        "f",
        "Status",
        "Show pending, known, accepted, rejected or all candidates",
        shown=True,
        command="glossary candidates --status",
    ),
    action("review.search", "slash", "Filter", "Filter while typing: term, or Chinese of an equivalent", shown=True),
    action("review.back", "escape", "Clear", "Take the marks away, or the filter"),
    action(
        "review.find_again",
        "ctrl+r",
        "Find anew",
        "Find the candidates anew: what is decided leaves the list, what is new comes in",
    ),
    action("review.scroll_down", "J,shift+down", "Scroll down", "Scroll the candidate down", call="scroll_panel(1)"),
    action("review.scroll_up", "K,shift+up", "Scroll up", "Scroll the candidate up", call="scroll_panel(-1)"),
    action("review.copy_english", "c", "Copy term", "Copy the term"),
    action("review.copy_chinese", "y", "Copy Chinese", "Copy the equivalent that ▶ points at"),
)
