"""The plug-ins that the settings or the user name, ready to be asked in a mining."""

from __future__ import annotations

from typing import TYPE_CHECKING, Protocol

from glossary.mine.equivalents.plugins import PluginLayer, load_plugins
from glossary.mine.equivalents.plugins.asking import SOURCE
from glossary.store.candidates.plugin_answers import find_plugin_answers, find_settled

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from sqlalchemy import Connection

    from glossary.jobs.mining.corpus import Corpus
    from glossary.settings import PluginSettings


class MakePlugins(Protocol):
    """Makes the layer of plug-ins for a corpus, with what they answered before where a termbase has that."""

    def __call__(self, corpus: Corpus, connection: Connection | None = None) -> PluginLayer:
        """Return the layer."""
        ...


def plugins_of(settings: PluginSettings, also: Sequence[str], *, warn: Callable[[str], object]) -> MakePlugins | None:
    """Return what makes the layer of plug-ins, None where none is named: they are off unless somebody wants them.

    Args:
        settings: the table ``[plugins]``.
        also: names that the command line adds.
        warn: told in one line what is wrong with a plug-in; the mining goes on without it.
    """
    if not settings.equivalents and not also:
        return None
    loaded = load_plugins(settings, also, warn=warn)

    def make(corpus: Corpus, connection: Connection | None = None) -> PluginLayer:
        return PluginLayer(
            loaded,
            warn=warn,
            hand_pinyin=corpus.hand_pinyin,
            answered=find_plugin_answers(connection, SOURCE) if connection is not None else None,
            settled=find_settled(connection) if connection is not None else (),
        )

    return make
