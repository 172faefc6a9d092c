"""Equivalents from outside: machine translation or a language model, by plug-ins that the user switched on.

A plug-in is an entry point of the group ``glossary.equivalents``. None is asked unless the settings or the command
line name it. It is asked, many terms at a time, only for candidates that no other layer has an equivalent for; what
it answers is checked, and ranks below every other method.
"""

from glossary.mine.equivalents.plugins.asking import PluginLayer
from glossary.mine.equivalents.plugins.loading import GROUP, LoadedPlugin, load_plugins
from glossary.mine.equivalents.plugins.protocol import EquivalentsPlugin, PluginAnswer, PluginRequest

__all__ = ["GROUP", "EquivalentsPlugin", "LoadedPlugin", "PluginAnswer", "PluginLayer", "PluginRequest", "load_plugins"]
